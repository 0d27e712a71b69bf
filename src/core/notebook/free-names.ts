import { childrenOf, holdsTargets, parsePython, type ParsedPython, type PythonNode } from './parse-python';

/** A name that a cell takes from the notebook, and the lines where it does, from 1. */
export type FreeName = { readonly name: string; readonly lines: readonly number[] };

type Use = { readonly name: string; readonly at: number; /** Only when something is called. */ readonly later: boolean };

/**
 * What a cell uses and does not define before: names of other cells, and those of Python itself. By Python's rules of scope;
 * where they leave it open, as with a name that is bound under `if`, the name counts as defined.
 */
export function freeNames(source: string): readonly FreeName[] {
  const code = parsePython(source);
  const scope = new Scope('module', null);
  new Reader(code).children(code.tree.topNode, scope);
  const free = new Map<string, number[]>();
  for (const { name, at } of scope.free().toSorted((a, b) => a.at - b.at)) {
    free.set(name, [...(free.get(name) ?? []), code.lineAt(at)]);
  }
  return [...free].map(([name, lines]) => ({ name, lines }));
}

class Scope {
  readonly kind: 'module' | 'class' | 'function' | 'comprehension';
  readonly parent: Scope | null;
  /** Offsets from which on names are bound. */
  readonly #bound = new Map<string, number>();
  /** Names of an outer scope, by `global` or `nonlocal`. */
  readonly #outer = new Set<string>();
  readonly #uses: Use[] = [];

  constructor(kind: Scope['kind'], parent: Scope | null) {
    this.kind = kind;
    this.parent = parent;
  }

  use(use: Use): void {
    this.#uses.push(use);
  }

  bind(name: string, from: number): void {
    this.#bound.set(name, Math.min(from, this.#bound.get(name) ?? Number.POSITIVE_INFINITY));
  }

  declareOuter(name: string, at: number): void {
    this.#outer.add(name);
    this.use({ name, at, later: false });
  }

  /** Uses that nothing in this scope binds. In a function a name is its own wherever it is bound. */
  free(): readonly Use[] {
    return this.#uses.filter(({ name, at, later }) => {
      const from = this.#outer.has(name) ? undefined : this.#bound.get(name);
      const anywhere = later || this.kind === 'function' || this.kind === 'comprehension';
      return from === undefined || (!anywhere && from > at);
    });
  }
}

type Read = (node: PythonNode, scope: Scope) => void;

class Reader {
  readonly #code: ParsedPython;
  /** For nodes that do more than to hold others. */
  readonly #readers: Readonly<Record<string, Read>> = {
    VariableName: (node, scope) => this.#use(node, scope),
    FunctionDefinition: (node, scope) => this.#function(node, scope),
    LambdaExpression: (node, scope) => this.#inner(childrenOf(node), scope),
    ClassDefinition: (node, scope) => this.#class(node, scope),
    AssignStatement: (node, scope) => this.#assign(node, scope),
    NamedExpression: (node, scope) => this.#assign(node, scope),
    UpdateStatement: (node, scope) => this.#update(node, scope),
    ForStatement: (node, scope) => this.#for(node, scope),
    ScopeStatement: (node, scope) => this.#outer(node, scope),
    ImportStatement: (node, scope) => this.#import(node, scope),
    ArgList: (node, scope) => this.#arguments(node, scope),
    PatternArgList: (node, scope) => this.#arguments(node, scope),
    KeywordPattern: (node, scope) => this.#each(childrenOf(node).slice(1), scope),
    CapturePattern: (node, scope) => this.#capture(node, scope),
    TypeParam: (node, scope) => this.#capture(node, scope),
    TypeDefinition: (node, scope) => this.#function(node, scope)
  };

  constructor(code: ParsedPython) {
    this.#code = code;
  }

  children(node: PythonNode, scope: Scope): void {
    this.#each(childrenOf(node), scope);
  }

  #each(nodes: readonly PythonNode[], scope: Scope): void {
    nodes.forEach(node => this.#read(node, scope));
  }

  #read(node: PythonNode, scope: Scope): void {
    const read = this.#readers[node.name];
    if (read !== undefined) {
      read(node, scope);
    } else if (node.name.endsWith('ComprehensionExpression')) {
      this.#comprehension(childrenOf(node), scope);
    } else {
      this.#other(node, scope);
    }
  }

  #use(node: PythonNode, scope: Scope): void {
    // In `@a.b` the parser has both as names.
    if (node.prevSibling?.name !== '.') {
      scope.use({ name: this.#name(node), at: node.from, later: false });
    }
  }

  #update(node: PythonNode, scope: Scope): void {
    this.children(node, scope);
    this.#bindAll(childrenOf(node).slice(0, 1), scope, node.to);
  }

  #outer(node: PythonNode, scope: Scope): void {
    const names = childrenOf(node).filter(({ name }) => name === 'VariableName');
    names.forEach(name => scope.declareOuter(this.#name(name), name.from));
  }

  /** What a pattern or a type parameter binds, with the bound of the latter. */
  #capture(node: PythonNode, scope: Scope): void {
    const [name, ...rest] = childrenOf(node);
    this.#bindAll(name === undefined ? [] : [name], scope, node.from);
    this.#each(rest, scope);
  }

  /** `except … as e`, `with … as f` and `case … as w` bind what follows. */
  #other(node: PythonNode, scope: Scope): void {
    const children = childrenOf(node);
    const named = children.filter((_, place) => children[place - 1]?.name === 'as');
    this.#bindAll(named, scope, node.from);
    for (const child of children) {
      if (named.includes(child)) {
        this.#target(child, scope);
      } else {
        this.#read(child, scope);
      }
    }
  }

  /** A function, or a type that is a name for another. */
  #function(node: PythonNode, scope: Scope): void {
    const children = childrenOf(node);
    const name = children.findIndex(child => child.name === 'VariableName');
    this.#bindAll(children.slice(name, name + 1), scope, node.from);
    this.#inner(children.slice(name + 1), scope);
  }

  /** A function's parameters and body; defaults and annotations are the outer scope's, and read at once. */
  #inner(children: readonly PythonNode[], outer: Scope): void {
    const scope = new Scope('function', outer);
    for (const child of children) {
      if (child.name === 'ParamList') {
        this.#parameters(childrenOf(child), scope, outer);
      } else if (child.name === 'TypeDef') {
        this.#read(child, outer);
      } else {
        this.#read(child, scope);
      }
    }
    this.#close(scope, outer, true);
  }

  #parameters(children: readonly PythonNode[], scope: Scope, outer: Scope): void {
    for (const [place, child] of children.entries()) {
      const isDefault = children[place - 1]?.name === 'AssignOp';
      if (child.name === 'VariableName' && !isDefault) {
        scope.bind(this.#name(child), child.from);
      } else {
        this.#read(child, outer);
      }
    }
  }

  #class(node: PythonNode, outer: Scope): void {
    const children = childrenOf(node);
    const scope = new Scope('class', outer);
    for (const child of children) {
      if (child.name === 'VariableName') {
        outer.bind(this.#name(child), node.to);
      } else {
        this.#read(child, child.name === 'Body' ? scope : outer);
      }
    }
    this.#close(scope, outer, false);
  }

  /** The first iterable is the outer scope's, which makes no difference to what is free, but for a name that is bound in it too. */
  #comprehension(children: readonly PythonNode[], outer: Scope): void {
    const scope = new Scope('comprehension', outer);
    const first = children.findIndex(child => child.name === 'in') + 1;
    let binding = false;
    for (const [place, child] of children.entries()) {
      binding = child.name === 'for' || (binding && child.name !== 'in');
      if (binding) {
        this.#bindAll([child], scope, child.from);
      } else {
        this.#read(child, place === first ? outer : scope);
      }
    }
    this.#close(scope, outer, false);
  }

  /** A generator without parentheses of its own stands in the list itself; `name=value` uses only the value. */
  #arguments(node: PythonNode, scope: Scope): void {
    const children = childrenOf(node);
    if (children.some(child => child.name === 'for')) {
      this.#comprehension(children, scope);
      return;
    }
    this.#each(
      children.filter((child, place) => !(child.name === 'VariableName' && children[place + 1]?.name === 'AssignOp')),
      scope
    );
  }

  /** Bound once the whole statement was read: `x = x + 1` uses another cell's `x`. */
  #assign(node: PythonNode, scope: Scope): void {
    const children = childrenOf(node);
    const last = children.findLastIndex(child => child.name === 'AssignOp');
    // `x: T` alone binds nothing, and does not use x either.
    const targets = children.slice(0, Math.max(1, last));
    targets.forEach(target => this.#target(target, scope));
    this.#each(children.slice(targets.length), scope);
    this.#bindAll(last < 0 ? [] : targets, node.name === 'NamedExpression' ? outsideComprehension(scope) : scope, node.to);
  }

  #for(node: PythonNode, scope: Scope): void {
    const children = childrenOf(node);
    const within = children.findIndex(child => child.name === 'in');
    const targets = children.slice(0, within);
    this.#bindAll(targets, scope, node.from);
    targets.forEach(target => this.#target(target, scope));
    this.#each(children.slice(within), scope);
  }

  #import(node: PythonNode, scope: Scope): void {
    const children = childrenOf(node);
    const names = children.slice(children.findIndex(child => child.name === 'import') + 1);
    this.#bindAll(names, scope, node.from);
  }

  /** What a target uses: what its attributes and items belong to, and not the names that it binds. */
  #target(node: PythonNode, scope: Scope): void {
    if (holdsTargets(node.name)) {
      childrenOf(node).forEach(child => this.#target(child, scope));
    } else if (node.name !== 'VariableName') {
      this.#read(node, scope);
    }
  }

  /** Names in targets, however deep in tuples and lists. */
  #bindAll(nodes: readonly PythonNode[], scope: Scope, from: number): void {
    for (const target of nodes) {
      target.cursor().iterate(({ name, node }) => {
        if (name === 'VariableName') {
          scope.bind(this.#name(node), from);
        }
        return holdsTargets(name);
      });
    }
  }

  #close(scope: Scope, outer: Scope, later: boolean): void {
    scope.free().forEach(use => visibleFrom(outer, scope).use({ ...use, later: use.later || later }));
  }

  #name(node: PythonNode): string {
    return this.#code.text.slice(node.from, node.to).normalize('NFKC');
  }
}

/** Functions do not see the names of a class around them; what runs in its body does. */
function visibleFrom(outer: Scope, inner: Scope): Scope {
  return outer.kind === 'class' && inner.kind === 'function' && outer.parent !== null ? visibleFrom(outer.parent, inner) : outer;
}

function outsideComprehension(scope: Scope): Scope {
  return scope.kind === 'comprehension' && scope.parent !== null ? outsideComprehension(scope.parent) : scope;
}
