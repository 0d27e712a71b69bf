import { ANY_NAME, findBindings, type Binding } from './find-bindings';
import type { NotebookCell } from './notebook';

/** Where a notebook binds a name. */
export type NameSource = { readonly cell: number; readonly binding: Binding };
/** Something that binds names which nobody can tell without running it. */
type OpenSource = { readonly cell: number; readonly text: string };

export type NameSources = {
  /** The last cell before `cell` that binds the name, else the last one after it; null where no other cell does. */
  readonly find: (name: string, cell: number) => NameSource | null;
  /** True where `cell` itself binds the name somewhere. */
  readonly bindsItself: (name: string, cell: number) => boolean;
  readonly open: readonly OpenSource[];
};

const OPEN_COMMAND = /^[ \t]*(%(?:run|pylab|store)\b)|\b(exec|globals)\s*\(/m;

/** An index of what each of these code cells of a notebook binds. */
export function createNameSources(cells: readonly NotebookCell[]): NameSources {
  const byName = new Map<string, NameSource[]>();
  const open: OpenSource[] = [];
  for (const { number, source } of cells) {
    for (const binding of findBindings(source)) {
      byName.set(binding.name, [...(byName.get(binding.name) ?? []), { cell: number, binding }]);
    }
    const command = OPEN_COMMAND.exec(source);
    if (command !== null) {
      open.push({ cell: number, text: command[1] ?? `${command[2] ?? ''}()` });
    }
  }
  const stars = (byName.get(ANY_NAME) ?? []).map(star => ({ cell: star.cell, text: star.binding.statement }));
  return {
    find: (name, cell) => {
      const others = (byName.get(name) ?? []).filter(source => source.cell !== cell);
      return others.findLast(source => source.cell < cell) ?? others.at(-1) ?? null;
    },
    bindsItself: (name, cell) => (byName.get(name) ?? []).some(source => source.cell === cell),
    open: [...stars, ...open]
  };
}
