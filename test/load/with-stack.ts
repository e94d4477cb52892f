import { stackDown, type StackInfo, stackUp } from '../../deploy/stack';
import { inNewFolder } from './new-folder';

/** Process ids of both servers. */
export function serversOf({ kafkaPid, mongodPid }: StackInfo): { kafka: number; mongod: number } {
  return { kafka: kafkaPid, mongod: mongodPid };
}

/** Work on servers of its own, empty before and gone after it. */
export function withStack<T>(
  root: string,
  onProgress: (line: string) => void,
  work: (stack: StackInfo) => Promise<T>,
  mongoCacheGb?: number,
): Promise<T> {
  return inNewFolder(root, 'bench-', async (folder) => {
    try {
      return await work(await stackUp({ folder, onProgress, mongoCacheGb }));
    } finally {
      await stackDown({ folder });
    }
  });
}
