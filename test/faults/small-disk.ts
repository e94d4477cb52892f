import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of a few megabytes at a folder, which can be filled up and made larger. Needs the right to mount. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Undefined where this user may not mount. */
  static at(folder: string, mebibytes: number): SmallDisk | undefined {
    mkdirSync(folder, { recursive: true });
    try {
      mount(['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder]);
    } catch {
      return undefined;
    }
    return new SmallDisk(folder);
  }

  get freeBytes(): number {
    const { bavail, bsize } = statfsSync(this.folder);
    return Number(bavail) * Number(bsize);
  }

  grow(mebibytes: number): void {
    mount(['-o', `remount,size=${mebibytes}m`, this.folder]);
  }

  /** Somebody else's file takes what is left, but for so many bytes. */
  fill(leaveBytes = 0): void {
    writeFileSync(this.filler, Buffer.alloc(Math.max(0, this.freeBytes - leaveBytes)));
  }

  makeRoom(): void {
    rmSync(this.filler, { force: true });
  }

  remove(): void {
    execFileSync('umount', ['-l', this.folder], { stdio: 'ignore' });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

function mount(call: string[]): void {
  execFileSync('mount', call, { stdio: 'ignore' });
}
