import type { CellPlace } from '../notebook/lint-source';
import type { NameSource, NameSources } from '../notebook/name-sources';
import { KNOWN_IMPORTS } from './known-imports';

/** A name that the code uses and does not define, at its first use. */
export type MissingName = {
  readonly name: string;
  readonly place: CellPlace;
  /** It is a variable of the function that uses it. */
  readonly local: boolean;
};

/** A missing name with the other cell that binds it, where one does. */
export type SourcedName = MissingName & { readonly source: NameSource | null };

/**
 * Why a name is missing: it is `local` and may have no value yet; another cell `imported` or `defined` it; it is bound, but only `early` enough after its use;
 * something that can't be read, like `from x import *`, `maybe` binds it; it is a `known` import; or `nowhere` to be found.
 */
export type NameGroup = 'local' | 'imported' | 'defined' | 'late' | 'maybe' | 'known' | 'nowhere';

/** The missing names by what would help. `runs` tells whether a cell is among those that run. */
export function groupNames(
  names: readonly MissingName[],
  sources: NameSources,
  runs: (cell: number) => boolean
): ReadonlyMap<NameGroup, readonly SourcedName[]> {
  const groups = new Map<NameGroup, SourcedName[]>();
  for (const missing of names) {
    const named = { ...missing, source: sources.find(missing.name, missing.place.cell) };
    const group = groupOf(named, sources, runs);
    groups.set(group, [...(groups.get(group) ?? []), named]);
  }
  return groups;
}

function groupOf({ name, place, local, source }: SourcedName, sources: NameSources, runs: (cell: number) => boolean): NameGroup {
  if (local) {
    return 'local';
  }
  if (source !== null && !runs(source.cell)) {
    return source.binding.kind === 'import' ? 'imported' : 'defined';
  }
  if (source !== null || sources.bindsItself(name, place.cell)) {
    return 'late';
  }
  if (sources.open.length > 0) {
    return 'maybe';
  }
  return KNOWN_IMPORTS.has(name) ? 'known' : 'nowhere';
}
