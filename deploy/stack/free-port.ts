import { createServer } from 'node:net';

/**
 * Below Linux's range for outgoing connections (from 32768). A port of that range may be taken by some client's
 * connection while a killed broker is down, even by a client that dials the dead port and so connects to itself.
 */
export const FIRST_PORT = 20_000;
export const LAST_PORT = 29_999;

/** Two starts side by side in one process ask before either has bound its port. */
const handedOut = new Set<number>();

export function isFreePort(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', () => done(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => done(true)));
  });
}

/** A port of 127.0.0.1 that nobody listens on. `random` gives numbers from 0 up to 1. */
export async function findFreePort(random: () => number = Math.random): Promise<number> {
  const count = LAST_PORT - FIRST_PORT + 1;
  const start = Math.floor(random() * count);
  for (let step = 0; step < count; step++) {
    const port = FIRST_PORT + ((start + step) % count);
    if (handedOut.has(port) || !(await isFreePort(port))) continue;
    handedOut.add(port);
    return port;
  }
  throw new Error(`No free port from ${FIRST_PORT} to ${LAST_PORT}`);
}

/**
 * The port for a start: the one asked for (an error when it is taken), else the one of the last start,
 * else a free one. A clash with somebody else's server must not end in talking to that server.
 */
export async function choosePort(wanted: number | undefined, last: number | undefined, name: string): Promise<number> {
  if (wanted !== undefined) {
    if (await isFreePort(wanted)) return wanted;
    throw new Error(`${name}: port ${wanted} of 127.0.0.1 is taken by another process`);
  }
  if (last !== undefined && (await isFreePort(last))) return last;
  return findFreePort();
}
