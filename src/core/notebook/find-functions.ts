import { moduleStatements } from './module-statements';
import type { CellFunction } from './notebook';
import { parsePython } from './parse-python';
import { readParameters } from './read-parameters';

/** The functions that a cell defines in its own scope, every occurrence in order. `source` is the cell's own text. */
export function findFunctions(source: string): readonly CellFunction[] {
  const code = parsePython(source);
  return moduleStatements(code).flatMap(({ node, topLevel }) => {
    const name = node.name === 'FunctionDefinition' ? node.getChild('VariableName') : null;
    const parameters = node.getChild('ParamList');
    if (name === null || parameters === null) {
      return [];
    }
    return {
      name: code.text.slice(name.from, name.to).normalize('NFKC'),
      parameters: readParameters(parameters, code.text),
      async: node.firstChild?.name === 'async',
      line: code.lineAt(node.from),
      topLevel
    };
  });
}
