import { open, type Key, type RootDatabase } from 'lmdb';

/** Sub-databases of one environment: those of the store plus those of the log. */
const MAX_DATABASES = 32;

export interface EmbeddedOptions {
  /**
   * true (default): a write resolves once fsync has returned. false: nothing is flushed by us; survives a killed process
   * but not a power cut, so only for stores that are thrown away after a run.
   */
  sync?: boolean;
  /** Address space mapped at first, bytes; the map grows by itself when the file does. */
  mapSizeBytes?: number;
  /**
   * Maps the file in pieces, as they are needed, and lets the oldest go: the process's resident memory then does not
   * grow with the file. Reading costs a little more.
   */
  mapInPieces?: boolean;
  /** Opens a folder that exists, perhaps one that another process is writing, and writes nothing. */
  readOnly?: boolean;
}

/** One LMDB environment in one folder. The lane store and the log share it, so that one transaction covers both. */
export class EmbeddedEnvironment {
  private constructor(
    readonly folder: string,
    readonly root: RootDatabase<Buffer, Key>,
  ) {}

  static open(folder: string, options: EmbeddedOptions = {}): EmbeddedEnvironment {
    const sync = options.sync ?? true;
    const root = open<Buffer, Key>(folder, {
      encoding: 'binary',
      maxDbs: MAX_DATABASES,
      noSync: !sync,
      // Left on, a commit would resolve before its fsync. Off, a resolved commit is a durable one, and the appends that
      // queue up behind an fsync share the next one.
      overlappingSync: false,
      noSubdir: false,
      readOnly: options.readOnly ?? false,
      ...(options.mapInPieces && { remapChunks: true }),
      ...(options.mapSizeBytes === undefined ? {} : { mapSize: options.mapSizeBytes }),
    });
    return new EmbeddedEnvironment(folder, root);
  }

  /** Ids of other processes that have read here and still live: an engine that runs on the folder is one. */
  otherProcesses(): number[] {
    this.root.readerCheck();
    const pids = this.root
      .readerList()
      .split('\n')
      .map((line) => Number.parseInt(line, 10));
    return [...new Set(pids)].filter((pid) => Number.isInteger(pid) && pid !== process.pid);
  }

  async close(): Promise<void> {
    await this.root.close();
  }
}
