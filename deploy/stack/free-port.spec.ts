import { createServer, type AddressInfo, type Server } from 'node:net';
import { choosePort, findFreePort, FIRST_PORT, isFreePort, LAST_PORT } from './free-port';

async function listenOn(port: number): Promise<Server> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return server;
}

describe('the choice of a port', () => {
  let taken: Server;
  let takenPort: number;

  beforeAll(async () => {
    taken = await listenOn(0);
    takenPort = (taken.address() as AddressInfo).port;
  });

  afterAll(async () => {
    await new Promise((done) => taken.close(done));
  });

  it('sees that somebody listens', async () => {
    expect(await isFreePort(takenPort)).toBe(false);
  });

  it('stays below the ports of outgoing connections', async () => {
    const port = await findFreePort(() => 0.999_999);
    expect(port).toBeGreaterThanOrEqual(FIRST_PORT);
    expect(port).toBeLessThanOrEqual(LAST_PORT);
    expect(LAST_PORT).toBeLessThan(32_768);
  });

  it('never hands out the same port twice', async () => {
    const always = (): number => 0.25;
    const ports = await Promise.all([findFreePort(always), findFreePort(always), findFreePort(always)]);
    expect(new Set(ports).size).toBe(3);
  });

  it('refuses a wanted port that is taken', async () => {
    await expect(choosePort(takenPort, undefined, 'kafka')).rejects.toThrow(`kafka: port ${takenPort}`);
  });

  it('keeps the port of the last start while it is free', async () => {
    const last = await findFreePort();
    expect(await choosePort(undefined, last, 'mongod')).toBe(last);
    expect(await choosePort(undefined, takenPort, 'mongod')).not.toBe(takenPort);
  });
});
