import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { HealthState, type Logger, type MetricsObserver } from '@sandan/observability';
import type { EmbeddedEngine } from '../embedded-engine';
import { createApp } from './create-app';

const LINE = '{"topic":"orders.v1","key":"A","value":{"orderNo":"A"},"timestamp":1794412803000}';

describe('POST /v1/records', () => {
  const logged: string[] = [];
  const note = (event: string): void => void logged.push(event);
  const logger = { debug: note, info: note, warn: note, error: note } as unknown as Logger;
  const accept = jest.fn<Promise<Record<string, bigint>>, []>();
  const engine = { backlogRecords: () => 0, accept } as unknown as EmbeddedEngine;
  const health = new HealthState(() => true);
  let app: NestExpressApplication;
  let url: string;

  const post = (body: string): Promise<Response> =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/x-ndjson' }, body });

  beforeAll(async () => {
    app = await createApp({ engine, health, metrics: {} as MetricsObserver }, logger);
    await app.listen(0, '127.0.0.1');
    url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}/v1/records`;
  });
  afterAll(() => app.close());
  beforeEach(() => void logged.splice(0));

  it('takes records', async () => {
    accept.mockResolvedValueOnce({ 'orders.v1': 7n });
    const answer = await post(LINE);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toEqual({ accepted: 1, firstOffsets: { 'orders.v1': '7' } });
  });

  it('refuses a body with a bad line and says what to change', async () => {
    const answer = await post(`${LINE}\n{"topic":"orders.v1","value":{}}`);
    expect(answer.status).toBe(400);
    const why = expect.stringContaining('"timestamp" is missing') as string;
    expect(await answer.json()).toMatchObject({ lines: [{ line: 2, why }] });
  });

  it.each(['GET', 'PUT', 'DELETE'])('is not %s', async (method) => {
    const answer = await fetch(url, { method });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  it('logs a request that failed, but none that fails with an engine that has said so', async () => {
    accept.mockRejectedValue(new Error('Commit failed'));
    expect((await post(LINE)).status).toBe(500);
    expect(logged).toEqual(['request-failed']);
    health.failed('its disk is full');
    expect((await post(LINE)).status).toBe(500);
    expect(logged).toEqual(['request-failed']);
  });
});
