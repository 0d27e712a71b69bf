import { moduleStatements } from './module-statements';
import { childrenOf, holdsTargets, parsePython, type ParsedPython, type PythonNode } from './parse-python';

type BindingKind = 'function' | 'class' | 'lambda' | 'import' | 'value';

/** A name that a cell leaves in the notebook. */
export type Binding = {
  /** NFKC-normalised, as Python does. */
  readonly name: string;
  readonly kind: BindingKind;
  /** Source of the statement that binds it. */
  readonly statement: string;
  readonly line: number;
};

/** The name of a binding that brings names nobody can tell: `from x import *`. */
export const ANY_NAME = '*';

/** What a cell binds in the notebook's scope, in order. `source` is the cell's own text. */
export function findBindings(source: string): readonly Binding[] {
  const code = parsePython(source);
  return moduleStatements(code).flatMap(({ node }) => {
    const bound = boundBy(node, code);
    return bound.names.map(name => ({
      name: code.text.slice(name.from, name.to).normalize('NFKC'),
      kind: bound.kind,
      statement: code.text.slice(node.from, node.to).trimEnd(),
      line: code.lineAt(node.from)
    }));
  });
}

/** Names that functions of the cell take for the notebook's, by `global`: calling them may bind these. */
export function findGlobals(source: string): readonly Binding[] {
  if (!/\bglobal\b/.test(source)) {
    return [];
  }
  const code = parsePython(source);
  const found: Binding[] = [];
  code.tree.iterate({
    enter: ({ node }) => {
      if (node.name === 'ScopeStatement' && node.firstChild?.name === 'global') {
        const statement = code.text.slice(node.from, node.to).trimEnd();
        const names = node.getChildren('VariableName').map(name => code.text.slice(name.from, name.to).normalize('NFKC'));
        found.push(...names.map(name => ({ name, kind: 'value', statement, line: code.lineAt(node.from) }) as const));
      }
    }
  });
  return found;
}

function boundBy(node: PythonNode, code: ParsedPython): { readonly kind: BindingKind; readonly names: readonly PythonNode[] } {
  const children = childrenOf(node);
  switch (node.name) {
    case 'FunctionDefinition':
      return { kind: 'function', names: node.getChildren('VariableName').slice(0, 1) };
    case 'ClassDefinition':
      return { kind: 'class', names: node.getChildren('VariableName').slice(0, 1) };
    case 'TypeDefinition':
      return { kind: 'value', names: node.getChildren('VariableName').slice(0, 1) };
    case 'ImportStatement':
      return { kind: 'import', names: imported(children, code) };
    case 'AssignStatement':
      return { kind: node.lastChild?.name === 'LambdaExpression' ? 'lambda' : 'value', names: targets(assigned(children)) };
    case 'ForStatement':
      return {
        kind: 'value',
        names: targets(
          children.slice(
            0,
            children.findIndex(child => child.name === 'in')
          )
        )
      };
    case 'WithStatement':
      return { kind: 'value', names: targets(children.filter((_, index) => children[index - 1]?.name === 'as')) };
    default:
      return { kind: 'value', names: [] };
  }
}

/** `from x import a as b, c` binds b and c; `import a.b, c as d` binds a and d. */
function imported(children: readonly PythonNode[], code: ParsedPython): readonly PythonNode[] {
  const from = children[0]?.name === 'from';
  const names = children.slice(children.findIndex(child => child.name === 'import') + 1);
  const module = from ? code.text.slice(children[1]?.from, children[1]?.to) : '';
  return module === '__future__' ? [] : names.filter(bindsImport);
}

function bindsImport(node: PythonNode): boolean {
  const bindable = node.name === 'VariableName' || node.name === ANY_NAME;
  return bindable && node.prevSibling?.name !== '.' && !isRenamed(node);
}

/** The `a` of `import a as c` and of `import a.b as c`, which bind c only. */
function isRenamed(node: PythonNode): boolean {
  let next = node.nextSibling;
  while (next?.name === '.') {
    next = next.nextSibling?.nextSibling ?? null;
  }
  return next?.name === 'as';
}

/** The targets before the last `=`; nothing for `x: int` alone. */
function assigned(children: readonly PythonNode[]): readonly PythonNode[] {
  const last = children.findLastIndex(child => child.name === 'AssignOp');
  return last < 0 ? [] : children.slice(0, last);
}

/** Names in targets, however deep in tuples and lists. */
function targets(nodes: readonly PythonNode[]): readonly PythonNode[] {
  const names: PythonNode[] = [];
  for (const target of nodes) {
    target.cursor().iterate(({ name, node }) => {
      if (name === 'VariableName') {
        names.push(node);
      }
      return holdsTargets(name);
    });
  }
  return names;
}
