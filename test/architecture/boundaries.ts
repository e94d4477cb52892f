import { posix } from 'node:path';
import ts from 'typescript';
import { isTest, type SourceFile } from './source-tree';

/** The launcher makes a new mongod the replica set it has to be; it knows no lane and no parcel. */
const LAUNCHER = 'deploy/stack/mongod-ready.ts';

/** Packages that one library owns: everybody else talks to the port in front of it. */
const OWNERS: Readonly<Record<string, string>> = {
  kafkajs: 'libs/kafka',
  mongoose: 'libs/mongo',
  mongodb: 'libs/mongo',
  '@nestjs/mongoose': 'libs/mongo',
  lmdb: 'libs/embedded',
  'prom-client': 'libs/observability',
  pino: 'libs/observability',
};

/** What a file imports, in whatever way: static, re-export, type, dynamic, require. */
export function importsOf({ text }: SourceFile): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/** Every import of a file that crosses a boundary of ARCHITECTURE, as `file: what`. */
export function boundaryViolations(file: SourceFile): string[] {
  if (isTest(file)) return [];
  const found = importsOf(file).flatMap((name) => importViolation(file.path, name) ?? []);
  if (readsEnvironment(file)) found.push('reads process.env, which only libs/config may');
  return found.map((what) => `${file.path}: ${what}`);
}

function importViolation(path: string, name: string): string | undefined {
  if (path.startsWith('libs/domain/')) return domainViolation(path, name);
  const owner = OWNERS[packageOf(name)];
  if (owner !== undefined && !path.startsWith(`${owner}/`) && !(path === LAUNCHER && name === 'mongoose')) {
    return `imports ${name}, which only ${owner} may`;
  }
  if (/^@sandan\/[a-z]+\/(?!suites$)/.test(name)) return `imports ${name}, past the index of its library`;
  if (!name.startsWith('.')) return undefined;
  const target = posix.join(posix.dirname(path), name);
  const room = roomOf(path);
  if (roomOf(target) === room) return undefined;
  if (room.startsWith('apps/') && target.startsWith('apps/')) return `imports another app: ${target}`;
  if (room.startsWith('libs/')) return `leaves its library: ${target}`;
  return target.startsWith('libs/') ? `imports ${target} past the index of its library` : undefined;
}

function domainViolation(path: string, name: string): string | undefined {
  const inside = name.startsWith('.') && posix.join(posix.dirname(path), name).startsWith('libs/domain/src/');
  return inside ? undefined : `imports ${name}; the domain imports nothing but itself`;
}

function packageOf(name: string): string {
  return name.split('/', name.startsWith('@') ? 2 : 1).join('/');
}

function roomOf(path: string): string {
  const [room = '', name = ''] = path.split('/');
  return room === 'libs' || room === 'apps' ? `${room}/${name}` : room;
}

function readsEnvironment({ path, text }: SourceFile): boolean {
  return /^(apps|libs)\//.test(path) && !path.startsWith('libs/config/') && /\bprocess\s*(\.|\?\.|\[')env\b/.test(text);
}
