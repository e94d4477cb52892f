import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_TOPICS } from '@sandan/contracts';
import { portTopicConfig } from '@sandan/service';
import { MAX_MESSAGE_BYTES } from './stack/server-properties';

const compose = readFileSync(join(__dirname, 'compose.yml'), 'utf8');

describe('the compose file', () => {
  it('creates exactly the topics of the flow', () => {
    const [, list = ''] = /TOPICS: >-\n((?: {8}.+\n)+)/.exec(compose) ?? [];
    expect(list.trim().split(/\s+/).sort()).toEqual([...ALL_TOPICS].sort());
  });

  it('lets records through that are as large as in the local stack', () => {
    expect(compose).toContain(`KAFKA_MESSAGE_MAX_BYTES: ${MAX_MESSAGE_BYTES}\n`);
  });

  it('creates topics with the settings that `sandan topics create` gives them; its broker takes any timestamp', () => {
    const settings = [...compose.matchAll(/--config ([\w.]+)=(-?\d+)/g)].map(([, name, value]) => [name, value]);
    expect(Object.fromEntries(settings)).toEqual(portTopicConfig('orders.v1'));
    const { 'message.timestamp.after.max.ms': never } = portTopicConfig('receipts.v1');
    expect(compose).toContain(`KAFKA_LOG_MESSAGE_TIMESTAMP_AFTER_MAX_MS: '${never}'\n`);
  });

  it('opens every port on loopback only', () => {
    const ports = [...compose.matchAll(/^ {6}- ([\d.]+:)?\d+:\d+$/gm)];
    expect(ports).toHaveLength(3);
    expect(ports.map(([, address]) => address)).toEqual(['127.0.0.1:', '127.0.0.1:', '127.0.0.1:']);
  });

  it('starts each stage process from its own entry file', () => {
    const entries = [
      ...compose.matchAll(/^ {2}(\w+):\n {4}<<: \*app\n {4}command: \['sh', '-c', '.* exec node (.+)'\]$/gm),
    ];
    expect(entries.map(([, service, file]) => [service, file])).toEqual(
      ['parcel', 'ledger', 'release'].map((app) => [app, `dist/apps/${app}/src/main.js`]),
    );
  });
});
