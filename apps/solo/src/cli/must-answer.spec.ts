import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { mustAnswer, mongoServers } from './must-answer';

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('the servers that an option names', () => {
  let server: Server;
  let alive: string;
  let away: string;

  beforeAll(async () => {
    const other = createServer();
    away = await listening(other);
    other.close();
    await once(other, 'close');
    server = createServer();
    alive = await listening(server);
  });
  afterAll(() => server.close());

  it('are there when one of them takes a connection', async () => {
    await expect(mustAnswer('--brokers', [alive])).resolves.toBeUndefined();
    await expect(mustAnswer('--brokers', [away, alive])).resolves.toBeUndefined();
  });

  it('are told with the option and the reason when none of them does', async () => {
    await expect(mustAnswer('--brokers', [away])).rejects.toThrow(
      `--brokers ${away}: no server answers (${away} ECONNREFUSED); check the address, and that the server runs`,
    );
    await expect(mustAnswer('--mongo', [away, away])).rejects.toThrow(/: none of them answers \(/);
  });

  it('are not asked where a URI does not name them', async () => {
    await expect(mustAnswer('--mongo', mongoServers('mongodb+srv://port.example/sandan'))).resolves.toBeUndefined();
  });

  it('are not looked for in what is no URI of MongoDB, which is not repeated', () => {
    expect(() => mongoServers('ops:secret@a:1/sandan')).toThrow('--mongo: not a URI such as mongodb://');
  });

  it.each([
    ['mongodb://127.0.0.1:27017/sandan', ['127.0.0.1:27017']],
    ['mongodb://db', ['db:27017']],
    ['mongodb://ops:p%40ss@a:1,b:2,[::1]:3/sandan?replicaSet=rs', ['a:1', 'b:2', '[::1]:3']],
    ['mongodb://a?tls=true', ['a:27017']],
  ])('are those of %s', (uri, servers) => expect(mongoServers(uri)).toEqual(servers));
});
