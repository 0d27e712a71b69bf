import type { CellPlace } from '../notebook/lint-source';
import { joinWords } from '../yaml/join-words';

/** `pd` is used in line 2, or `pd` (line 2) and `np` (line 5) are used. With `several` the cells are named too. */
export function describePlaces(
  names: readonly { readonly name: string; readonly place: CellPlace }[],
  verb: 'used' | 'imported',
  several: boolean
): string {
  const [first] = names;
  if (names.length === 1 && first !== undefined) {
    return `\`${first.name}\` is ${verb} in ${describePlace(first.place, several)}`;
  }
  const listed = names.map(({ name, place }) => `\`${name}\` (${describePlace(place, several)})`);
  return `${joinWords(listed, 'and')} are ${verb}`;
}

function describePlace({ cell, line }: CellPlace, several: boolean): string {
  return several ? `line ${line} of cell ${cell}` : `line ${line}`;
}
