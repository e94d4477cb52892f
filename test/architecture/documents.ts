import type { Command } from 'commander';

/** What a page names and a clone must have. */
export interface Named {
  paths: string[];
  /** npm scripts, by name. */
  scripts: string[];
  /** `sandan` sub-commands with the options given to them. */
  commands: { words: string[]; options: string[] }[];
}

const ROOMS = 'apps|libs|seeds|deploy|test|tools|docs|bin|dist|\\.ci|\\.env\\.example';
const PATH = new RegExp(`^(\\.?/)?((${ROOMS})(/[\\w.*{},-]*)*|[A-Z]+\\.md|LICENSE|package\\.json)$`);

/** Reads paths, scripts and commands out of the code spans, code blocks and links of a page. */
export function namedIn(page: string): Named {
  const blocks = [...page.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].flatMap(([, text]) => text!.split('\n'));
  // What a command writes need not be there before; its folder must.
  const prose = page.replace(/^```[\s\S]*?^```$/gm, '').replace(/\bwrites `([\w./-]+)\/[\w.-]+`/g, 'writes `$1`');
  const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, text]) => text!);
  const links = [...prose.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target]) => target!);
  const code = [...blocks, ...spans].map((text) => text.replace(/\s+#.*$/, '').trim());
  return {
    paths: [...new Set([...links, ...code.flatMap(pathsOf)].filter((path) => !/^[a-z]+:/.test(path)))],
    scripts: [...new Set(code.flatMap(scriptsOf))],
    commands: code.flatMap(commandOf),
  };
}

function pathsOf(code: string): string[] {
  return code.split(/\s+/).filter((word) => PATH.test(word) && !word.includes('*'));
}

function scriptsOf(code: string): string[] {
  const [, script, lifecycle] = /^npm (?:run ([\w:-]+)|(start|test))\b/.exec(code) ?? [];
  return (script ?? lifecycle) ? [(script ?? lifecycle)!] : [];
}

/** ``sandan stack up`, `down``: what stands alone after the first is not looked at. */
function commandOf(code: string): Named['commands'] {
  const [, rest] = /^(?:npx )?sandan ([^|>]*)/.exec(code) ?? [];
  if (rest === undefined) return [];
  const words = rest.trim().split(/\s+/);
  const options = words.filter((word) => word.startsWith('--'));
  return [{ words: words.slice(0, words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word)) >>> 0), options }];
}

/** The command of a call, as far as its words name sub-commands. */
export function commandNamed(program: Command, words: readonly string[]): Command | undefined {
  let command: Command | undefined = program;
  for (const word of words) {
    if (command.commands.length === 0) return command;
    command = command.commands.find((one) => one.name() === word);
    if (!command) return undefined;
  }
  return command === program ? undefined : command;
}
