/** One cell as it matters here. */
export type NotebookCell = {
  /** Place among all cells, from 1. */
  readonly number: number;
  readonly kind: 'code' | 'other';
  readonly source: string;
  readonly tags: readonly string[];
};

/** A notebook as it matters here: outputs are dropped while reading. */
export type Notebook = {
  readonly cells: readonly NotebookCell[];
  /** Language of its kernel in lower case; `python` where it names none. */
  readonly language: string;
};

export type ParameterKind = 'positional_only' | 'standard' | 'keyword_only' | 'rest' | 'keyword_rest';

/** One parameter of a function, as written. */
export type Parameter = {
  /** NFKC-normalised, as Python does. */
  readonly name: string;
  readonly kind: ParameterKind;
  readonly annotation: string | null;
  /** Source text of the default; null where there is none. */
  readonly default: string | null;
};

/** A function that a cell defines. */
export type CellFunction = {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly async: boolean;
  /** Line of `def` in the cell, from 1. */
  readonly line: number;
  /** False: only under `if`, `try` or `with`, so it may not exist when the cell has run. */
  readonly topLevel: boolean;
};

/** A cell to execute. */
export type CellToRun = { readonly number: number; readonly source: string; readonly ipython: boolean };

/** The code of a task: its cells in order, and the function they leave to call. */
export type ExtractedCode = {
  readonly cells: readonly CellToRun[];
  /** Number of the cell with the entry function. */
  readonly entry: number;
  readonly function: CellFunction;
  /** Lines that the run's log should begin with, e.g. that several cells define the function. */
  readonly notes: readonly string[];
};

/** Something wrong between a definition and its notebook, at a field of the definition. */
export type CodeProblem = { readonly field: string; readonly message: string; readonly hint: string | null };
