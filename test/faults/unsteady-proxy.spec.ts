import { createServer, connect, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../deploy/stack';
import { UnsteadyProxy } from './unsteady-proxy';

/** Longer than anything takes that is not held up. */
const SOON_MS = 200;

describe('the unsteady proxy', () => {
  let echo: Server;
  let proxy: UnsteadyProxy;
  let port: number;
  const clients: Socket[] = [];

  beforeEach(async () => {
    echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
    proxy = new UnsteadyProxy({ host: '127.0.0.1', port: (echo.address() as AddressInfo).port }, () => 0.5);
    port = await findFreePort();
    await proxy.listen(port);
  });

  afterEach(async () => {
    clients.splice(0).forEach((client) => client.destroy());
    await proxy.close();
    await new Promise((resolve) => echo.close(resolve));
  });

  async function dial(): Promise<{ got: () => string; closed: () => boolean; send: (text: string) => void }> {
    let text = '';
    let closed = false;
    const client = connect(port, '127.0.0.1');
    clients.push(client);
    client.on('data', (bytes) => (text += String(bytes))).on('error', () => undefined);
    client.on('close', () => (closed = true));
    await new Promise((resolve) => client.once('connect', resolve));
    return { got: () => text, closed: () => closed, send: (more) => void client.write(more) };
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await sleep(5);
  }

  it('passes bytes on, both ways and in order', async () => {
    const client = await dial();
    for (const text of ['a', 'b', 'c']) client.send(text);
    await until(() => client.got() === 'abc');
  });

  it('delays them in slow weather and keeps their order', async () => {
    proxy.become({ kind: 'slow', delayMs: 60 });
    const client = await dial();
    const sent = performance.now();
    client.send('a');
    client.send('b');
    await until(() => client.got() === 'ab');
    expect(performance.now() - sent).toBeGreaterThanOrEqual(115);
  });

  it('holds everything back during a partition, and delivers it afterwards', async () => {
    const client = await dial();
    proxy.become({ kind: 'partition' });
    client.send('a');
    await sleep(SOON_MS);
    expect([client.got(), client.closed()]).toEqual(['', false]);
    proxy.become({ kind: 'fair' });
    await until(() => client.got() === 'a');
  });

  it('resets connections, and lets new ones in', async () => {
    const client = await dial();
    proxy.become({ kind: 'resets', withinMs: 20 });
    await until(() => client.closed());
    proxy.become({ kind: 'fair' });
    const next = await dial();
    next.send('a');
    await until(() => next.got() === 'a');
  });

  it('abandons connections without a word to their clients', async () => {
    const client = await dial();
    client.send('a');
    await until(() => client.got() === 'a');
    expect(proxy.abandon()).toBe(1);
    client.send('b');
    await sleep(SOON_MS);
    expect([client.got(), client.closed()]).toEqual(['a', false]);
    const next = await dial();
    next.send('c');
    await until(() => next.got() === 'c');
  });
});
