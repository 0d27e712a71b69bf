import { createNameNeed } from './name-need';
import { childrenOf, parsePython, type ParsedPython, type PythonNode } from './parse-python';

/** A module that the code imports. */
type ImportedModule = {
  /** With its dots, and what is taken from it: `google.cloud.storage` of `from google.cloud import storage`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** It stands under `if`, in a loop or a branch, so a run may not get there. */
  readonly conditional: boolean;
};

const CONDITIONS = new Set(['IfStatement', 'MatchStatement', 'WhileStatement', 'ForStatement']);
/** What, named after `except` or in `suppress()`, an import that fails ends in. */
const CATCHES = /\b(?:ImportError|ModuleNotFoundError|Exception|BaseException)\b/;
const KEYWORDS = new Set(['try', 'except', 'else', 'finally', 'if', 'elif']);
const TYPES_ONLY = /^(?:\w+\.)?TYPE_CHECKING$/;

/**
 * The modules that the code imports when it runs and `method` is called. Left out are those whose absence the code itself
 * sees to, by `except ImportError` and the like, those for type checkers only, and those of functions that are not reached.
 */
export function findImports(source: string, method: string): readonly ImportedModule[] {
  const code = parsePython(source);
  const need = createNameNeed(source, method);
  const found: ImportedModule[] = [];
  code.tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'ImportStatement') {
        return true;
      }
      const line = code.lineAt(node.from);
      if (!isGuarded(node, code) && need('', line) === 'evaluated') {
        const conditional = ancestors(node).some(({ parent }) => CONDITIONS.has(parent.name));
        found.push(...importedPaths(node, code).map(path => ({ path, line, conditional })));
      }
      return false;
    }
  });
  return found;
}

function isGuarded(node: PythonNode, code: ParsedPython): boolean {
  return ancestors(node).some(({ child, parent }) => {
    switch (parent.name) {
      case 'TryStatement':
        return guards(parent, child, code);
      case 'WithStatement': {
        const head = textOf(parent.from, child.from, code);
        return child.name === 'Body' && head.includes('suppress') && CATCHES.test(head);
      }
      case 'IfStatement':
        return TYPES_ONLY.test(headOf(child, code));
      default:
        return false;
    }
  });
}

/** Whether the body's import errors are caught. What stands in the handler itself is the other choice. */
function guards(statement: PythonNode, body: PythonNode, code: ParsedPython): boolean {
  const bodies = childrenOf(statement).filter(child => child.name === 'Body');
  const handlers = bodies.filter(each => keywordOf(each)?.name === 'except');
  const catching = handlers.filter(each => CATCHES.test(headOf(each, code)) || headOf(each, code) === '');
  return catching.length > 0 && [bodies[0], ...catching].some(each => each?.from === body.from);
}

/** The keyword of the compound statement that a body belongs to. */
function keywordOf(body: PythonNode): PythonNode | null {
  let node = body.prevSibling;
  while (node !== null && !KEYWORDS.has(node.name)) {
    node = node.prevSibling;
  }
  return node;
}

/** What stands between that keyword and the body. */
function headOf(body: PythonNode, code: ParsedPython): string {
  const keyword = keywordOf(body);
  return keyword === null ? '' : textOf(keyword.to, body.from, code).trim();
}

function textOf(from: number, to: number, code: ParsedPython): string {
  return code.text.slice(from, to);
}

/** The nodes around a node, each with the one below it on the way. */
function ancestors(node: PythonNode): readonly { readonly child: PythonNode; readonly parent: PythonNode }[] {
  const around: { child: PythonNode; parent: PythonNode }[] = [];
  for (let child = node, parent = node.parent; parent !== null; child = parent, parent = parent.parent) {
    around.push({ child, parent });
  }
  return around;
}

/** A relative import names no module that could be looked for. */
function importedPaths(node: PythonNode, code: ParsedPython): readonly string[] {
  const written = code.text
    .slice(node.from, node.to)
    .replace(/\\\n|#[^\n]*/g, ' ')
    .replace(/[()\s]+/g, ' ')
    .trim();
  const [, module, names] = /^from (\S+) import (.*)$/.exec(written) ?? [];
  if (module === undefined || names === undefined) {
    return pathsIn(written.replace(/^import /, ''));
  }
  return module.startsWith('.') || module === '__future__' ? [] : pathsIn(names).map(name => (name === '*' ? module : `${module}.${name}`));
}

/** `a.b as c, d` → `a.b`, `d`. */
function pathsIn(list: string): readonly string[] {
  return list
    .split(',')
    .flatMap(part => part.trim().split(' ')[0]?.normalize('NFKC') ?? [])
    .filter(path => path !== '');
}
