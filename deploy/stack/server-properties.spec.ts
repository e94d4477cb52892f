import { log4jProperties, MAX_MESSAGE_BYTES, serverProperties } from './server-properties';

const text = serverProperties({ home: '/data/stack/kafka', port: 21001, controllerPort: 21002 });
const settings = new Map(text.split('\n').map((line) => line.split('=', 2) as [string, string]));

describe('the settings of the local broker', () => {
  it('make one node broker and controller on loopback only', () => {
    expect(settings.get('process.roles')).toBe('broker,controller');
    expect(settings.get('listeners')).toBe('PLAINTEXT://127.0.0.1:21001,CONTROLLER://127.0.0.1:21002');
    expect(settings.get('advertised.listeners')).toBe('PLAINTEXT://127.0.0.1:21001');
    expect(settings.get('controller.quorum.voters')).toBe('1@127.0.0.1:21002');
    expect(text).not.toContain('0.0.0.0');
  });

  it('keep the data inside the folder of the stack', () => {
    expect(settings.get('log.dirs')).toBe('/data/stack/kafka/data');
  });

  it('ask for no second replica anywhere', () => {
    const replicas = [...settings].filter(([name]) => /replication\.factor$|min\.isr$|insync\.replicas$/.test(name));
    expect(replicas.length).toBeGreaterThanOrEqual(7);
    expect(new Set(replicas.map(([, value]) => value))).toEqual(new Set(['1']));
  });

  it('create no topic by itself and let values over 1 MiB through', () => {
    expect(settings.get('auto.create.topics.enable')).toBe('false');
    expect(Number(settings.get('message.max.bytes'))).toBe(MAX_MESSAGE_BYTES);
    expect(MAX_MESSAGE_BYTES).toBeGreaterThan(2 * 1024 * 1024);
  });

  it('delete no record for its age, since a sample day lies in the past', () => {
    expect(settings.get('log.retention.ms')).toBe('-1');
  });

  it('send the log to the output that the launcher keeps', () => {
    expect(log4jProperties()).toContain('appender.out.type=Console');
  });
});
