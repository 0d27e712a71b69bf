import type { Finding } from '../../protocol/preflight';
import type { TaskDefinition } from '../../protocol/task-definition';
import { extractCode } from '../notebook/extract-code';
import { freeNames } from '../notebook/free-names';
import { lintSource } from '../notebook/lint-source';
import { createNameNeed } from '../notebook/name-need';
import { createNameSources, type NameSources } from '../notebook/name-sources';
import type { ExtractedCode, Notebook } from '../notebook/notebook';
import { runsFullNotebook } from '../notebook/runs-full-notebook';
import { joinWords } from '../yaml/join-words';
import { describePlaces } from './describe-places';
import { errorFinding, informationFinding, remedy, warningFinding, type Remedy } from './finding';
import { groupNames, type MissingName, type NameGroup, type SourcedName } from './group-names';
import { KNOWN_IMPORTS } from './known-imports';

type Context = {
  /** More than the entry cell runs, or may. */
  readonly several: boolean;
  readonly sources: NameSources;
  /** How many cells more the function needs; 0 where they run already. */
  readonly needed: number;
};
type UndefinedName = { readonly name: string; readonly line: number };

type NamesInput = {
  readonly definition: TaskDefinition;
  readonly notebook: Notebook;
  readonly code: ExtractedCode;
  /** Lines are those of `lintSource`. */
  readonly undefinedNames: readonly UndefinedName[];
};

/** What the names that the code uses and does not define mean for the task. One finding a remedy, not one a name. */
export function nameFindings(input: NamesInput): readonly Finding[] {
  const { definition, notebook, code } = input;
  const missing = findMissing(input);
  const running = new Set(code.cells.map(cell => cell.number));
  const cells = notebook.cells.filter(({ kind }) => kind === 'code');
  const context = {
    several: runsFullNotebook(definition) || definition.cells === 'needed',
    sources: createNameSources(cells),
    needed: countNeeded(input)
  };
  const groups = groupNames(missing.evaluated, context.sources, cell => running.has(cell));
  const findings = [...groups].map(([group, names]) => groupFinding(group, names, context));
  return missing.unreached.length === 0
    ? findings
    : [...findings, unreachedFinding(missing.unreached, code.function.name, context.several)];
}

/** Beside those that run. A notebook that runs in full, or those cells already, has no more of them. */
function countNeeded({ definition, notebook, code }: NamesInput): number {
  if (runsFullNotebook(definition) || definition.cells === 'needed') {
    return 0;
  }
  const needed = extractCode(notebook, { ...definition, full_notebook: false, cells: 'needed' });
  return needed.ok ? needed.code.cells.length - code.cells.length : 0;
}

function neededLabel(group: NameGroup, cells: number, names: number): string {
  const which = cells === 1 ? 'the cell' : `the ${cells} cells`;
  const verb = group === 'maybe' ? 'may define' : cells === 1 ? 'defines' : 'define';
  return `Include ${which} that ${verb} ${names === 1 ? 'this name' : 'these names'}`;
}

/** Each name once, at its first use, by whether the run gets there. */
function findMissing({ definition, notebook, undefinedNames }: NamesInput): Record<'evaluated' | 'unreached', readonly MissingName[]> {
  const { source, locate } = lintSource(notebook, definition);
  const need = createNameNeed(source, definition.method);
  const free = freeNames(source);
  const missing = { evaluated: new Map<string, MissingName>(), unreached: new Map<string, MissingName>() };
  for (const used of undefinedNames.toSorted((a, b) => a.line - b.line)) {
    const name = used.name.normalize('NFKC');
    const place = locate(used.line);
    const needed = need(name, used.line);
    const local = !free.some(each => each.name === name && each.lines.includes(used.line));
    const known = needed === 'annotation' ? undefined : missing[needed].get(name);
    if (place !== null && needed !== 'annotation' && (known === undefined || (known.local && !local))) {
      missing[needed].set(name, { name, place, local });
    }
  }
  const unreached = [...missing.unreached.values()].filter(({ name }) => !missing.evaluated.has(name));
  return { evaluated: [...missing.evaluated.values()], unreached };
}

function groupFinding(group: NameGroup, names: readonly SourcedName[], context: Context): Finding {
  const message = `${describePlaces(names, 'used', context.several)} ${describeGroup(group, names, context)}`;
  const remedies = groupRemedies(group, names, context);
  return group === 'maybe' || group === 'local'
    ? warningFinding('method', message, remedies)
    : errorFinding('method', message, { remedies });
}

function describeGroup(group: NameGroup, names: readonly SourcedName[], { several, sources }: Context): string {
  const them = names.length === 1 ? 'it' : 'them';
  const cells = [...new Set(names.flatMap(({ source }) => (source === null ? [] : source.cell)))].toSorted((a, b) => a - b);
  const one = cells.length === 1;
  const others = `cell${one ? '' : 's'} ${joinWords(cells.map(String), 'and')}`;
  const verb = group === 'imported' ? 'import' : 'define';
  switch (group) {
    case 'imported':
    case 'defined':
      return several
        ? `but no cell that runs defines ${them}; ${others}, tagged peach-skip, ${one ? 'does' : 'do'}`
        : `but not defined in this cell; ${others} ${one ? `${verb}s` : verb} ${them}`;
    case 'local':
      return `where the function may not have given ${them} a value yet`;
    case 'late':
      return `before ${names.length === 1 ? 'it is' : 'they are'} defined`;
    case 'maybe': {
      const open = sources.open.map(({ cell, text }) => `\`${text}\` in cell ${cell}`);
      return `but no cell plainly defines ${them}; ${joinWords([...new Set(open)], 'or')} may do it`;
    }
    case 'known':
      return `but no cell of this notebook imports ${them}`;
    case 'nowhere':
      return `but no cell of this notebook defines ${them}`;
  }
}

function groupRemedies(group: NameGroup, names: readonly SourcedName[], { several, needed }: Context): Remedy[] {
  const useNeeded = needed === 0 ? [] : [remedy('use_needed_cells', neededLabel(group, needed, names.length))];
  const useFull = several ? [] : [remedy('use_full_notebook', 'Use the full notebook')];
  switch (group) {
    case 'imported':
      return several ? [] : [...useNeeded, copyImport(importLines(names), 'Copy'), ...useFull];
    case 'defined':
    case 'maybe':
      return [...useNeeded, ...useFull];
    case 'known':
      return [
        copyImport(
          names.flatMap(({ name }) => KNOWN_IMPORTS.get(name) ?? []),
          'Add'
        )
      ];
    case 'local':
    case 'late':
    case 'nowhere':
      return [];
  }
}

/** The statements that bind the names, each once, in the notebook's order. */
function importLines(names: readonly SourcedName[]): readonly string[] {
  const sources = names.flatMap(({ source }) => source ?? []);
  const ordered = sources.toSorted((a, b) => a.cell - b.cell || a.binding.line - b.binding.line);
  return [...new Set(ordered.map(({ binding }) => binding.statement))];
}

function copyImport(lines: readonly string[], verb: 'Copy' | 'Add'): Remedy {
  return remedy(
    'copy_import',
    `${verb} the import${lines.length === 1 ? '' : 's'} ${verb === 'Copy' ? 'into' : 'to'} this cell`,
    lines.join('\n')
  );
}

function unreachedFinding(names: readonly MissingName[], method: string, several: boolean): Finding {
  return informationFinding('method', `${describePlaces(names, 'used', several)} but not defined; ${method}() does not get there`);
}
