import { validateSync } from 'class-validator';
import { BadEnvironmentError } from './bad-environment.error';
import { type DeclaredVariable, variablesOf } from './variable';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A config class may say what does not fit together among its fields, by the names of the variables. */
export interface CrossChecked {
  conflicts(): string[];
}

/**
 * Fills and checks a config class from an environment; pure but for `readSecret`, which reads the file of a secret.
 * The result is frozen. Throws `BadEnvironmentError` with all problems at once.
 */
export function parseEnvironment<Config extends object>(
  type: new () => Config,
  environment: Environment,
  readSecret: (file: string) => string,
): Readonly<Config> {
  const problems: string[] = [];
  const config = new type();
  const filled = new Map<string, DeclaredVariable>();
  for (const variable of variablesOf(type)) {
    const text = textOf(variable, environment, readSecret, problems);
    if (text === undefined) continue;
    (config as Record<string, unknown>)[variable.property] = valueOf(variable, text);
    filled.set(variable.property, variable);
  }
  const broken = validateSync(config).flatMap(({ property }) => filled.get(property) ?? []);
  problems.push(...broken.map(({ name, allowed }) => `${name} must be ${allowed}`));
  if (problems.length === 0 && isCrossChecked(config)) problems.push(...config.conflicts());
  if (problems.length > 0) throw new BadEnvironmentError(problems);
  return Object.freeze(config);
}

/** The text of a variable, its default or its secret; undefined after a problem was noted. An empty one is not set. */
function textOf(
  variable: DeclaredVariable,
  environment: Environment,
  readSecret: (file: string) => string,
  problems: string[],
): string | number | undefined {
  const { name, secret, otherwise, allowed } = variable;
  const text = environment[name] || undefined;
  const file = secret ? environment[`${name}_FILE`] || undefined : undefined;
  if (text !== undefined && file !== undefined) {
    problems.push(`${name} and ${name}_FILE are both set; keep one`);
    return undefined;
  }
  if (file !== undefined) return secretOf(name, file, readSecret, problems);
  if (text === undefined && otherwise === undefined) problems.push(`${name} is not set; it must be ${allowed}`);
  return text ?? otherwise;
}

function secretOf(
  name: string,
  file: string,
  readSecret: (file: string) => string,
  problems: string[],
): string | undefined {
  try {
    // Editors and `echo` end a file with a line break that is no part of the secret.
    return readSecret(file).replace(/\r?\n$/, '');
  } catch {
    problems.push(`${name}_FILE names a file that cannot be read`);
    return undefined;
  }
}

function valueOf({ kind }: DeclaredVariable, text: string | number): unknown {
  if (typeof text === 'number' || kind === 'text') return text;
  if (kind === 'whole number') return /^\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
  const items = text.split(',').map((item) => item.trim());
  return Object.freeze(items.filter((item) => item !== ''));
}

function isCrossChecked(config: object): config is CrossChecked {
  return 'conflicts' in config && typeof config.conflicts === 'function';
}
