import { ServiceConfig } from './service-config';
import { type DeclaredVariable, variablesOf } from './variable';

const GENERATED = 'Generated from the config classes of libs/config; a test keeps it equal to them.';

/** The reference page of all environment variables (docs/reference/environment.md). */
export function environmentTable(): string {
  return [
    '# Environment',
    '',
    `${GENERATED} All variables are checked before a process starts, all errors at once. A secret may be given as a file by the name with \`_FILE\`; errors never show what a variable holds.`,
    '',
    '| variable | default | allowed | meaning |',
    '|---|---|---|---|',
    ...variablesOf(ServiceConfig).map(row),
    '',
  ].join('\n');
}

/** A file to copy and fill in (.env.example). */
export function environmentExample(): string {
  const entries = variablesOf(ServiceConfig).flatMap((variable) => [
    '',
    `# ${variable.meaning} Allowed: ${variable.allowed}.`,
    variable.otherwise === undefined ? `${variable.name}=` : `# ${variable.name}=${variable.otherwise}`,
  ]);
  return [`# ${GENERATED}`, '# Lines without a comment sign have no default.', ...entries, ''].join('\n');
}

function row({ name, secret, otherwise, allowed, meaning }: DeclaredVariable): string {
  const names = secret ? `\`${name}\` or \`${name}_FILE\` (secret)` : `\`${name}\``;
  return `| ${names} | ${otherwise === undefined ? 'none' : `\`${otherwise}\``} | ${allowed} | ${meaning} |`;
}
