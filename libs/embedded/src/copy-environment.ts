import { EmbeddedEnvironment } from './environment';

/**
 * Copies an LMDB environment that may be written meanwhile: the copy is what it was at one moment, without its free
 * pages. The target folder must be empty.
 */
export async function copyEnvironment(folder: string, target: string): Promise<void> {
  const environment = EmbeddedEnvironment.open(folder, { readOnly: true });
  try {
    await environment.root.backup(target, true);
  } finally {
    await environment.close();
  }
}
