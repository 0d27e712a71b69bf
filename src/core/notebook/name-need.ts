import { moduleStatements } from './module-statements';
import { parsePython, type ParsedPython, type PythonNode } from './parse-python';

/** How much an undefined name matters: `evaluated` fails the run, the others never do. */
type NameNeed = 'evaluated' | 'unreached' | 'annotation';

type Use = { readonly name: string; readonly line: number; readonly inAnnotation: boolean; readonly text: boolean };
type FunctionBody = { readonly name: string; readonly from: number; readonly to: number };

const LAZY_ANNOTATIONS = /^\s*from\s+__future__\s+import\b[^#\n]*\bannotations\b/m;

/** Tells for a name and its line whether anything evaluates it when the code runs and `method` is called. */
export function createNameNeed(source: string, method: string): (name: string, line: number) => NameNeed {
  const code = parsePython(source);
  const uses = findUses(code);
  const bodies = functionBodies(code);
  const reached = reachedFunctions(bodies, uses, method.normalize('NFKC'));
  const unreached = bodies.filter(body => !reached.has(body.name));
  const lazy = LAZY_ANNOTATIONS.test(code.text);
  return (name, line) => {
    const here = uses.filter(use => use.line === line && (use.text ? use.name.includes(name) : use.name === name));
    if (here.length > 0 && here.every(use => use.inAnnotation && (use.text || lazy))) {
      return 'annotation';
    }
    return unreached.some(body => contains(body, line)) ? 'unreached' : 'evaluated';
  };
}

function contains(body: FunctionBody, line: number): boolean {
  return line >= body.from && line <= body.to;
}

/** Names that the code reads or binds, functions' own names aside, and texts in annotations, which are code too. */
function findUses(code: ParsedPython): readonly Use[] {
  const uses: Use[] = [];
  let annotations = 0;
  code.tree.iterate({
    enter: ({ name, from, to, node }) => {
      annotations += name === 'TypeDef' ? 1 : 0;
      const text = name === 'String' && annotations > 0;
      if (text || (name === 'VariableName' && node.parent?.name !== 'FunctionDefinition')) {
        uses.push({ name: code.text.slice(from, to).normalize('NFKC'), line: code.lineAt(from), inAnnotation: annotations > 0, text });
      }
    },
    leave: ({ name }) => {
      annotations -= name === 'TypeDef' ? 1 : 0;
    }
  });
  return uses;
}

/** Lines below the `def`, by function; what stands in the line of the `def` itself counts as evaluated. */
function functionBodies(code: ParsedPython): readonly FunctionBody[] {
  return moduleStatements(code).flatMap(({ node }) => {
    const name = node.name === 'FunctionDefinition' ? node.getChild('VariableName') : null;
    const body = node.getChild('Body');
    return name === null || body === null
      ? []
      : {
          name: code.text.slice(name.from, name.to).normalize('NFKC'),
          from: code.lineAt(body.from) + 1,
          to: code.lineAt(lastOffset(body))
        };
  });
}

/** A compound statement's node ends after its last line feed. */
function lastOffset(body: PythonNode): number {
  return Math.max(body.from, body.to - 1);
}

/** The method, what the code outside functions uses, and what those use in turn. */
function reachedFunctions(bodies: readonly FunctionBody[], uses: readonly Use[], method: string): ReadonlySet<string> {
  const names = new Set(bodies.map(body => body.name));
  const calls = uses.filter(use => names.has(use.name));
  const waiting = [method, ...calls.filter(use => !bodies.some(body => contains(body, use.line))).map(use => use.name)];
  const reached = new Set<string>();
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (!reached.has(name)) {
      reached.add(name);
      const own = bodies.filter(body => body.name === name);
      waiting.push(...calls.filter(use => own.some(body => contains(body, use.line))).map(use => use.name));
    }
  }
  return reached;
}
