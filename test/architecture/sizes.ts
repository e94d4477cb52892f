import ts from 'typescript';
import { isTest, type SourceFile } from './source-tree';

const FILE_LINES_MAX = 300;
const FUNCTION_LINES_MAX = 60;

/** Files, and functions of the program, that are too long to be read in one go, as `file: what`. */
export function sizeViolations(file: SourceFile): string[] {
  const lines = file.text.trimEnd().split('\n').length;
  // A `describe` is a function too, as long as the cases that it lists.
  const found = isTest(file)
    ? []
    : longFunctions(file).map(({ name, size }) => `${file.path}: ${name} has ${size} lines`);
  return lines > FILE_LINES_MAX ? [`${file.path}: has ${lines} lines`, ...found] : found;
}

function longFunctions({ path, text }: SourceFile): { name: string; size: number }[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const found: { name: string; size: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) {
      const lineOf = (position: number) => source.getLineAndCharacterOfPosition(position).line;
      const size = lineOf(node.getEnd()) - lineOf(node.getStart(source)) + 1;
      if (size > FUNCTION_LINES_MAX) found.push({ name: node.name?.getText(source) ?? 'a function', size });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
