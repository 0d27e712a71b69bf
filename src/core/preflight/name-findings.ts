import type { Finding } from '../../protocol/preflight';
import type { TaskDefinition } from '../../protocol/task-definition';
import { lintSource, type CellPlace } from '../notebook/lint-source';
import { createNameNeed } from '../notebook/name-need';
import { createNameSources, type NameSources } from '../notebook/name-sources';
import type { ExtractedCode, Notebook } from '../notebook/notebook';
import { runsFullNotebook } from '../notebook/runs-full-notebook';
import { joinWords } from '../yaml/join-words';
import { errorFinding, informationFinding, remedy, warningFinding, type Remedy } from './finding';
import { groupNames, type MissingName, type NameGroup, type SourcedName } from './group-names';
import { KNOWN_IMPORTS } from './known-imports';

type Context = { readonly full: boolean; readonly sources: NameSources };
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
  const context = { full: runsFullNotebook(definition), sources: createNameSources(notebook) };
  const groups = groupNames(missing.evaluated, context.sources, cell => running.has(cell));
  const findings = [...groups]
    .filter(([group]) => definition.cells !== 'needed' || (group !== 'imported' && group !== 'defined'))
    .map(([group, names]) => groupFinding(group, names, context));
  return missing.unreached.length === 0 ? findings : [...findings, unreachedFinding(missing.unreached, code.function.name, context.full)];
}

/** Each name once, at its first use, by whether the run gets there. */
function findMissing({ definition, notebook, undefinedNames }: NamesInput): Record<'evaluated' | 'unreached', readonly MissingName[]> {
  const { source, locate } = lintSource(notebook, definition);
  const need = createNameNeed(source, definition.method);
  const missing = { evaluated: new Map<string, MissingName>(), unreached: new Map<string, MissingName>() };
  for (const used of undefinedNames.toSorted((a, b) => a.line - b.line)) {
    const name = used.name.normalize('NFKC');
    const place = locate(used.line);
    const needed = need(name, used.line);
    if (place !== null && needed !== 'annotation' && !missing[needed].has(name)) {
      missing[needed].set(name, { name, place });
    }
  }
  const unreached = [...missing.unreached.values()].filter(({ name }) => !missing.evaluated.has(name));
  return { evaluated: [...missing.evaluated.values()], unreached };
}

function groupFinding(group: NameGroup, names: readonly SourcedName[], context: Context): Finding {
  const message = `${describeUse(names, context.full)} ${describeGroup(group, names, context)}`;
  const remedies = groupRemedies(group, names, context.full);
  return group === 'maybe' ? warningFinding('method', message, remedies) : errorFinding('method', message, { remedies });
}

/** `pd` is used in line 2, or `pd` (line 2) and `np` (line 5) are used. */
function describeUse(names: readonly MissingName[], full: boolean): string {
  const [first] = names;
  if (names.length === 1 && first !== undefined) {
    return `\`${first.name}\` is used in ${describePlace(first.place, full)}`;
  }
  const listed = names.map(({ name, place }) => `\`${name}\` (${describePlace(place, full)})`);
  return `${joinWords(listed, 'and')} are used`;
}

function describePlace({ cell, line }: CellPlace, full: boolean): string {
  return full ? `line ${line} of cell ${cell}` : `line ${line}`;
}

function describeGroup(group: NameGroup, names: readonly SourcedName[], { full, sources }: Context): string {
  const them = names.length === 1 ? 'it' : 'them';
  const cells = [...new Set(names.flatMap(({ source }) => (source === null ? [] : source.cell)))].toSorted((a, b) => a - b);
  const one = cells.length === 1;
  const others = `cell${one ? '' : 's'} ${joinWords(cells.map(String), 'and')}`;
  const verb = group === 'imported' ? 'import' : 'define';
  switch (group) {
    case 'imported':
    case 'defined':
      return full
        ? `but no cell that runs defines ${them}; ${others}, tagged peach-skip, ${one ? 'does' : 'do'}`
        : `but not defined in this cell; ${others} ${one ? `${verb}s` : verb} ${them}`;
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

function groupRemedies(group: NameGroup, names: readonly SourcedName[], full: boolean): Remedy[] {
  const useFull = full ? [] : [remedy('use_full_notebook', 'Use the full notebook')];
  switch (group) {
    case 'imported':
      return full ? [] : [...useFull, copyImport(importLines(names), 'Copy')];
    case 'defined':
    case 'maybe':
      return useFull;
    case 'known':
      return [
        copyImport(
          names.flatMap(({ name }) => KNOWN_IMPORTS.get(name) ?? []),
          'Add'
        )
      ];
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

function unreachedFinding(names: readonly MissingName[], method: string, full: boolean): Finding {
  return informationFinding('method', `${describeUse(names, full)} but not defined; ${method}() does not get there`);
}
