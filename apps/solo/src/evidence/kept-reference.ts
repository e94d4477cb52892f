import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadReference } from '@sandan/config';
import { buildReference, type Reference } from '@sandan/domain';
import { UsageError } from '../cli/usage-error';

const FILES = ['enterprises.json', 'books.json', 'hs-rates.csv', 'settings.json'] as const;

/**
 * Keeps the reference data of a rule set beside the decisions that name it, so that they can be explained and judged
 * again years later. Throws `UsageError` when the version was used here with other data: then a clearance's `ruleSet`
 * would not say which.
 */
export function keepReference(storeFolder: string, referenceFolder: string, version: string): void {
  const kept = keptFolder(storeFolder, version);
  if (!existsSync(kept)) {
    mkdirSync(kept, { recursive: true, mode: 0o700 });
    for (const file of FILES)
      if (existsSync(join(referenceFolder, file))) copyFileSync(join(referenceFolder, file), join(kept, file));
    return;
  }
  const changed = FILES.filter((file) => contentOf(join(kept, file)) !== contentOf(join(referenceFolder, file)));
  if (changed.length > 0) {
    throw new UsageError(
      `${referenceFolder}: ${changed.join(', ')} changed, but rule set ${version} has decided here already; ` +
        'give settings.json another version',
    );
  }
}

/** Rule sets that were kept beside a store, the newest last. */
export function keptVersions(storeFolder: string): string[] {
  const folder = join(storeFolder, 'reference');
  if (!existsSync(folder)) return [];
  const since = (version: string) => statSync(join(folder, version)).mtimeMs;
  const names = readdirSync(folder).sort((a, b) => since(a) - since(b));
  return names.map(decodeURIComponent);
}

/** The rules by which a store was decided. */
export interface RuleSets {
  /** Those that hold now. */
  current: Reference;
  of(version: string): Reference | undefined;
}

/**
 * The rule sets of a store: those kept beside it, and the one in `referenceFolder`, which holds now if it is given.
 * Throws `UsageError` when there is none.
 */
export async function ruleSetsOf(storeFolder: string | undefined, referenceFolder?: string): Promise<RuleSets> {
  const known = new Map<string, Reference>();
  const load = async (folder: string) => {
    const reference = buildReference(await loadReference(folder));
    known.set(reference.settings.version, reference);
    return reference;
  };
  let current: Reference | undefined;
  if (storeFolder !== undefined) {
    for (const version of keptVersions(storeFolder)) current = await load(keptFolder(storeFolder, version));
  }
  if (referenceFolder !== undefined) current = await load(referenceFolder);
  if (!current)
    throw new UsageError('--reference <folder>: no rule set is kept with this store; name its reference data');
  return { current, of: (version) => known.get(version) };
}

/**
 * A draft of the rules: a settings file beside the reference data that holds now, or a folder of its own. Throws
 * `BadReferenceError` naming what is wrong in it.
 */
export async function draftRules(draft: string, storeFolder?: string, referenceFolder?: string): Promise<Reference> {
  if (statSync(draft).isDirectory()) return buildReference(await loadReference(draft));
  const newest = storeFolder === undefined ? undefined : keptVersions(storeFolder).at(-1);
  const now = referenceFolder ?? (newest === undefined ? undefined : keptFolder(storeFolder!, newest));
  if (now === undefined)
    throw new UsageError(`--reference <folder>: ${draft} needs the other reference data beside it`);
  const folder = mkdtempSync(join(tmpdir(), 'sandan-draft-'));
  try {
    for (const file of FILES) if (existsSync(join(now, file))) copyFileSync(join(now, file), join(folder, file));
    copyFileSync(draft, join(folder, 'settings.json'));
    return buildReference(await loadReference(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function keptFolder(storeFolder: string, version: string): string {
  return join(storeFolder, 'reference', encodeURIComponent(version));
}

function contentOf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}
