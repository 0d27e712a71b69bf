import type { ParsedPython, PythonNode } from './parse-python';

/** Nodes whose statements run when the cell runs. */
const TRANSPARENT = new Set([
  'Script',
  'Body',
  'StatementGroup',
  'DecoratedStatement',
  'IfStatement',
  'TryStatement',
  'WithStatement',
  'ForStatement',
  'WhileStatement',
  'MatchStatement',
  'MatchBody',
  'MatchClause'
]);
/** Those of them that leave a statement at the top level of the cell. */
const FLAT = new Set(['Script', 'StatementGroup', 'DecoratedStatement']);

const STATEMENT = /(?:Statement|Definition)$/;

type ModuleStatement = {
  readonly node: PythonNode;
  /** False: inside `if`, `try`, `with` or a loop, so it may not run. */
  readonly topLevel: boolean;
};

/** Every statement that runs in the cell's own scope, in order, compound ones before what stands in them. */
export function moduleStatements(code: ParsedPython): readonly ModuleStatement[] {
  const statements: ModuleStatement[] = [];
  let nested = 0;
  code.tree.iterate({
    enter: reference => {
      if (STATEMENT.test(reference.name) && reference.name !== 'DecoratedStatement') {
        statements.push({ node: reference.node, topLevel: nested === 0 });
      }
      nested += deepens(reference.name) ? 1 : 0;
      return TRANSPARENT.has(reference.name);
    },
    leave: reference => {
      nested -= deepens(reference.name) ? 1 : 0;
    }
  });
  return statements;
}

function deepens(name: string): boolean {
  return TRANSPARENT.has(name) && !FLAT.has(name);
}
