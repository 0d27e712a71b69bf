import { joinWords } from '../yaml/join-words';
import { didYouMean } from '../yaml/nearest-word';
import { findBindings, type Binding } from './find-bindings';
import { findFunctions } from './find-functions';
import type { CodeProblem, Notebook, NotebookCell } from './notebook';

type Wanted = { readonly notebook: string; readonly method: string };
type Explained = Pick<CodeProblem, 'message' | 'hint'>;

const SHOWN = 12;

/** Why none of the cells that run defines the method at its top level, and what to do. */
export function explainMissing(notebook: Notebook, cells: readonly NotebookCell[], wanted: Wanted): CodeProblem {
  const method = wanted.method.normalize('NFKC');
  const explained = explainNear(cells, method) ?? explainSkipped(notebook, cells, method) ?? explainAbsent(cells, { ...wanted, method });
  return { field: 'method', ...explained };
}

/** The name is there, but not as a function at the top level. */
function explainNear(cells: readonly NotebookCell[], method: string): Explained | null {
  for (const cell of cells.toReversed()) {
    const binding = findBindings(cell.source).findLast(bound => bound.name === method);
    if (binding !== undefined) {
      return explainBinding(binding, cell.number);
    }
  }
  return null;
}

function explainBinding(binding: Binding, cell: number): Explained {
  const where = `in line ${binding.line} of cell ${cell}`;
  const { name } = binding;
  switch (binding.kind) {
    case 'function':
      return {
        message: `${name} is defined ${where} only inside another statement (if, try, with or a loop), so it may not exist when the cell has run`,
        hint: 'define it at the top level of the cell'
      };
    case 'lambda':
      return { message: `${name} is a lambda ${where}; a task calls a function made with def`, hint: `write it as def ${name}(…):` };
    case 'class':
      return { message: `${name} is a class ${where}; a task calls a function`, hint: 'define a function that uses the class' };
    case 'import':
      return {
        message: `${name} is imported ${where}; a task calls a function that a cell defines`,
        hint: 'define a function that calls it'
      };
    case 'value':
      return { message: `${name} is a value ${where}; a task calls a function made with def`, hint: null };
  }
}

function explainSkipped(notebook: Notebook, cells: readonly NotebookCell[], method: string): Explained | null {
  const left = notebook.cells.filter(cell => cell.kind === 'code' && !cells.includes(cell));
  const found = left.findLast(cell => findFunctions(cell.source).some(each => each.name === method));
  return found === undefined
    ? null
    : {
        message: `${method} is defined in cell ${found.number} only, which is tagged peach-skip and does not run`,
        hint: 'take the tag off the cell'
      };
}

function explainAbsent(cells: readonly NotebookCell[], wanted: Wanted): Explained {
  if (cells.every(cell => cell.source.trim() === '')) {
    return {
      message: `${wanted.notebook} has no code, so it does not define ${wanted.method}`,
      hint: `define ${wanted.method} in a code cell`
    };
  }
  const found = cells.flatMap(cell => findFunctions(cell.source)).filter(each => each.topLevel);
  const names = [...new Set(found.map(each => each.name))];
  if (names.length === 0) {
    return {
      message: `no cell of ${wanted.notebook} defines ${wanted.method}, nor any other function`,
      hint: `define ${wanted.method} in a code cell`
    };
  }
  const shown = names.length > SHOWN ? [...names.slice(0, SHOWN), `${names.length - SHOWN} more`] : names;
  return {
    message: `no cell of ${wanted.notebook} defines ${wanted.method}; it defines ${joinWords(shown, 'and')}`,
    hint: didYouMean(wanted.method, names)
  };
}
