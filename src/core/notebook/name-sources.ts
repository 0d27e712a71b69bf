import { CODE_READER, type CodeReader } from './code-reader';
import { ANY_NAME, type Binding } from './find-bindings';
import type { NotebookCell } from './notebook';

/** Where a notebook binds a name. */
export type NameSource = { readonly cell: number; readonly binding: Binding };
/** Something that binds names which nobody can tell without running it. */
type OpenSource = { readonly cell: number; readonly text: string };

export type NameSources = {
  /** The last cell before `cell` that binds the name, else the last one after it; one whose functions do, by `global`, where no other does. */
  readonly find: (name: string, cell: number) => NameSource | null;
  /** True where `cell` itself binds the name somewhere. */
  readonly bindsItself: (name: string, cell: number) => boolean;
  readonly open: readonly OpenSource[];
};

const OPEN_COMMAND = /^[ \t]*(%(?:run|pylab|store)\b)|\b(exec|globals)\s*\(/m;

/** An index of what each of these code cells of a notebook binds. */
export function createNameSources(cells: readonly NotebookCell[], reader: CodeReader = CODE_READER): NameSources {
  const byName = new Map<string, NameSource[]>();
  const globals = new Map<string, NameSource[]>();
  const open: OpenSource[] = [];
  for (const { number, source } of cells) {
    for (const binding of reader.findBindings(source)) {
      byName.set(binding.name, [...(byName.get(binding.name) ?? []), { cell: number, binding }]);
    }
    for (const binding of reader.findGlobals(source)) {
      globals.set(binding.name, [...(globals.get(binding.name) ?? []), { cell: number, binding }]);
    }
    const command = OPEN_COMMAND.exec(source);
    if (command !== null) {
      open.push({ cell: number, text: command[1] ?? `${command[2] ?? ''}()` });
    }
  }
  const stars = (byName.get(ANY_NAME) ?? []).map(star => ({ cell: star.cell, text: star.binding.statement }));
  return {
    find: (name, cell) => {
      const elsewhere = (source: NameSource): boolean => source.cell !== cell;
      const plain = (byName.get(name) ?? []).filter(elsewhere);
      const others = plain.length > 0 ? plain : (globals.get(name) ?? []).filter(elsewhere);
      return others.findLast(source => source.cell < cell) ?? others.at(-1) ?? null;
    },
    bindsItself: (name, cell) => (byName.get(name) ?? []).some(source => source.cell === cell),
    open: [...stars, ...open]
  };
}
