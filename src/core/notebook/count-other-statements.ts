import { moduleStatements } from './module-statements';
import { parsePython, type PythonNode } from './parse-python';

const DEFINING = new Set(['FunctionDefinition', 'ClassDefinition', 'TypeDefinition', 'ImportStatement']);

/** Statements of a cell that run something when it only has to define: not definitions, imports, assignments without a call, or texts. */
export function countOtherStatements(source: string): number {
  return moduleStatements(parsePython(source)).filter(({ node, topLevel }) => topLevel && runs(node)).length;
}

function runs(node: PythonNode): boolean {
  if (DEFINING.has(node.name)) {
    return false;
  }
  if (node.name === 'AssignStatement') {
    return calls(node);
  }
  return !(node.name === 'ExpressionStatement' && /^(?:Continued)?String$/.test(node.firstChild?.name ?? ''));
}

function calls(node: PythonNode): boolean {
  let found = false;
  node.cursor().iterate(child => {
    found ||= child.name === 'CallExpression' || child.name === 'AwaitExpression';
    return !found && child.name !== 'LambdaExpression';
  });
  return found;
}
