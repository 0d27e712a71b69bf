import { findBindings, findGlobals, type Binding } from './find-bindings';
import { findFunctions } from './find-functions';
import { freeNames, type FreeName } from './free-names';
import type { CellFunction } from './notebook';
import { preprocessCell, type PreprocessedCell } from './preprocess-cell';

/** What is read out of the text of one cell, each on its own. */
export type CodeReader = {
  readonly findFunctions: (source: string) => readonly CellFunction[];
  readonly findBindings: (source: string) => readonly Binding[];
  readonly findGlobals: (source: string) => readonly Binding[];
  readonly freeNames: (source: string) => readonly FreeName[];
  readonly preprocessCell: (source: string) => PreprocessedCell;
};

export const CODE_READER: CodeReader = { findFunctions, findBindings, findGlobals, freeNames, preprocessCell };

/** A reader for a notebook that is read again and again while it is written: only cells that changed are read anew. */
export type RememberingReader = CodeReader & {
  /** A reading is over: what it did not ask for is forgotten. */
  readonly endRound: () => void;
};

export function createRememberingReader(): RememberingReader {
  const endings: (() => void)[] = [];
  const remember = <T>(read: (source: string) => T): ((source: string) => T) => {
    let before = new Map<string, T>();
    let asked = new Map<string, T>();
    endings.push(() => {
      before = asked;
      asked = new Map();
    });
    return source => {
      const known = asked.get(source) ?? before.get(source) ?? read(source);
      asked.set(source, known);
      return known;
    };
  };
  return {
    findFunctions: remember(findFunctions),
    findBindings: remember(findBindings),
    findGlobals: remember(findGlobals),
    freeNames: remember(freeNames),
    preprocessCell: remember(preprocessCell),
    endRound: () => endings.forEach(end => end())
  };
}
