import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { DIST } from './real-stack';

const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

/** Runs the compiled `sandan` as a user does; its output must be JSON. */
export function sandan<Output>(...parameters: string[]): Promise<{ status: number; json: Output }> {
  const main = join(DIST, 'apps', 'solo', 'src', 'main.js');
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [main, ...parameters], { maxBuffer: OUTPUT_BYTES_MAX }, (error, stdout, stderr) => {
      const status = error === null ? 0 : Number(error.code);
      try {
        resolve({ status, json: JSON.parse(stdout) as Output });
      } catch {
        reject(new Error(`sandan ${parameters.join(' ')} ended with ${status}:\n${stdout}${stderr}`));
      }
    });
  });
}
