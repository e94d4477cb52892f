import { spawn } from 'node:child_process';

/**
 * Runs a program to its end in the caller's environment and returns what it wrote to stdout.
 * Throws with the last lines of its output when it cannot be started or exits with another code than 0.
 */
export function runCommand(program: string, args: readonly string[], purpose: string): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (bytes: Buffer) => (stdout += bytes.toString()));
    child.stderr.on('data', (bytes: Buffer) => (stderr += bytes.toString()));
    child.on('error', (error: NodeJS.ErrnoException) => {
      const reason = error.code === 'ENOENT' ? `${program} is not installed` : error.message;
      failed(new Error(`${purpose}: ${reason}`));
    });
    child.on('close', (code, signal) => {
      if (code === 0) return done(stdout);
      const said = `${stdout}\n${stderr}`.trim().split('\n').slice(-15).join('\n');
      failed(new Error(`${purpose}: ${program} ended with ${signal ?? code}\n${said}`));
    });
  });
}
