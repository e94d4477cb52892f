import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { verifySha256 } from './checksum';
import { KAFKA_JARS } from './kafka-jars.pin';
import { moveIntoPlace } from './move-into-place';
import type { StackSettings } from './options';
import { KAFKA_SCALA_VERSION, KAFKA_VERSION, LOG4J_VERSION, MAVEN_DEPENDENCY_PLUGIN_VERSION } from './pins';
import { runCommand } from './run-command';

const DEPENDENCIES = [
  ['org.apache.kafka', `kafka_${KAFKA_SCALA_VERSION}`, KAFKA_VERSION],
  ['org.apache.kafka', 'kafka-tools', KAFKA_VERSION],
  ['org.apache.logging.log4j', 'log4j-slf4j-impl', LOG4J_VERSION],
] as const;

/** A Maven project that is nothing but Kafka's run-time dependencies. */
export function kafkaPom(): string {
  const dependencies = DEPENDENCIES.map(
    ([group, artifact, version]) =>
      `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  );
  return [
    '<project xmlns="http://maven.apache.org/POM/4.0.0">',
    '  <modelVersion>4.0.0</modelVersion>',
    '  <groupId>sandan</groupId><artifactId>local-kafka</artifactId><version>1</version><packaging>pom</packaging>',
    '  <dependencies>',
    ...dependencies,
    '  </dependencies>',
    '</project>',
    '',
  ].join('\n');
}

/** Throws unless the folder holds exactly the pinned jars: one more on the class path would run as well. */
export async function verifyKafkaJars(libs: string, pinned: Readonly<Record<string, string>>): Promise<void> {
  const found = await readdir(libs);
  const strange = found.filter((name) => !(name in pinned));
  const missing = Object.keys(pinned).filter((name) => !found.includes(name));
  if (strange.length > 0 || missing.length > 0) {
    throw new Error(
      `${libs} does not hold the pinned jars: missing [${missing.join(', ')}], unknown [${strange.join(', ')}]. Remove it`,
    );
  }
  for (const [name, sum] of Object.entries(pinned)) await verifySha256(join(libs, name), sum);
}

async function download(settings: StackSettings, home: string): Promise<void> {
  settings.onProgress(`kafka: fetching ${KAFKA_VERSION} with Maven`);
  await mkdir(settings.downloads, { recursive: true });
  const draft = await mkdtemp(join(settings.downloads, 'kafka-draft-'));
  try {
    await writeFile(join(draft, 'pom.xml'), kafkaPom());
    const goal = `org.apache.maven.plugins:maven-dependency-plugin:${MAVEN_DEPENDENCY_PLUGIN_VERSION}:copy-dependencies`;
    const args = ['-q', '-B', '-f', join(draft, 'pom.xml'), goal, '-DincludeScope=runtime'];
    await runCommand('mvn', [...args, `-DoutputDirectory=${join(draft, 'libs')}`], 'Fetching Kafka');
    await verifyKafkaJars(join(draft, 'libs'), KAFKA_JARS);
    await moveIntoPlace(draft, home);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/**
 * The folder with Kafka's jars: of the given home, else of the download cache, filled first when it is empty.
 * Sums are compared at every start, so a cache that was changed later is refused too.
 */
export async function fetchKafka(settings: StackSettings): Promise<string> {
  if (settings.kafkaHome !== undefined) {
    const libs = join(settings.kafkaHome, 'libs');
    if (!existsSync(libs)) throw new Error(`${settings.kafkaHome} is no Kafka home: it has no folder libs`);
    return libs;
  }
  const home = join(settings.downloads, `kafka-${KAFKA_VERSION}`);
  const libs = join(home, 'libs');
  if (existsSync(libs)) await verifyKafkaJars(libs, KAFKA_JARS);
  else await download(settings, home);
  return libs;
}
