import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifySha256 } from './checksum';
import { fetchKafka, kafkaPom, verifyKafkaJars } from './fetch-kafka';
import { KAFKA_JARS } from './kafka-jars.pin';
import { stackSettings } from './options';
import { repositoryRoot } from './repository-root';
import { KAFKA_VERSION } from './pins';
import { newClusterId } from './start-kafka';

const sumOf = (text: string): string => createHash('sha256').update(text).digest('hex');

describe('what the launcher downloads', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stack-'));
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is refused when one byte differs from the pinned file', async () => {
    const file = join(folder, 'a.jar');
    writeFileSync(file, 'genuine');
    await verifySha256(file, sumOf('genuine'));
    writeFileSync(file, 'genuinf');
    await expect(verifySha256(file, sumOf('genuine'))).rejects.toThrow('a.jar is not the pinned file');
  });

  it('is refused when a jar is missing or one more lies on the class path', async () => {
    const pinned = { 'a.jar': sumOf('a') };
    await expect(verifyKafkaJars(folder, pinned)).rejects.toThrow('missing [a.jar]');
    writeFileSync(join(folder, 'a.jar'), 'a');
    await verifyKafkaJars(folder, pinned);
    writeFileSync(join(folder, 'b.jar'), 'b');
    await expect(verifyKafkaJars(folder, pinned)).rejects.toThrow('unknown [b.jar]');
  });

  it('is one Kafka version, in the project file as in the pins', () => {
    expect(kafkaPom()).toContain(`<artifactId>kafka-tools</artifactId><version>${KAFKA_VERSION}</version>`);
    const own = Object.keys(KAFKA_JARS).filter((name) => /^kafka[-_]/.test(name));
    expect(own.length).toBeGreaterThan(10);
    expect(own.filter((name) => !name.endsWith(`-${KAFKA_VERSION}.jar`))).toEqual([]);
  });

  it('is not needed when the caller has a Kafka of its own', async () => {
    await expect(fetchKafka(stackSettings({ folder, kafkaHome: folder }))).rejects.toThrow('it has no folder libs');
    mkdirSync(join(folder, 'libs'));
    expect(await fetchKafka(stackSettings({ folder, kafkaHome: folder }))).toBe(join(folder, 'libs'));
  });
});

describe('the defaults of a stack', () => {
  it('lie under .cache of the repository, with small memory', () => {
    const settings = stackSettings();
    expect(settings.folder).toBe(join(repositoryRoot(), '.cache', 'stack'));
    expect(settings.downloads).toBe(join(repositoryRoot(), '.cache', 'downloads'));
    expect([settings.kafkaHeapMinMb, settings.kafkaHeapMaxMb, settings.mongoCacheGb]).toEqual([256, 768, 0.5]);
  });

  it('make a relative folder absolute, as the command lines show it', () => {
    expect(stackSettings({ folder: 'somewhere' }).folder).toBe(join(process.cwd(), 'somewhere'));
  });

  it('give cluster ids that no tool takes for an option', () => {
    const draws = [Buffer.alloc(16, 0xfb), Buffer.alloc(16, 1)];
    expect(newClusterId(() => draws.shift() as Buffer)).toBe(Buffer.alloc(16, 1).toString('base64url'));
  });
});
