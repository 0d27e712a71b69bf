import type { NotebookTask, NotebookTasks } from '../../protocol/notebook-tasks';
import type { CodeReader } from '../notebook/code-reader';
import { extractCode } from '../notebook/extract-code';
import type { Notebook } from '../notebook/notebook';

/** How the code of a task in an open notebook stands to what the loop runs. */
export type Drift = 'same' | 'differs' | 'not_on_master';

/** A task and its entry cell; `cell` counts all cells of the notebook from 1. */
export type RegisteredCell = { readonly task: NotebookTask; readonly cell: number; readonly drift: Drift };

/** The tasks of `known` whose entry cell is in the notebook as it is now. */
export function judgeDrift(notebook: Notebook, known: NotebookTasks, reader: CodeReader): readonly RegisteredCell[] {
  return known.tasks.flatMap(task => {
    const { method, cells } = task;
    const extracted = extractCode(notebook, { notebook: '', method, cells }, reader);
    if (!extracted.ok) {
      return [];
    }
    const now = extracted.code.cells.map(({ source }) => source);
    const runs = task.runs?.map(place => known.sources[place] ?? '') ?? null;
    return { task, cell: extracted.code.entry, drift: driftOf(task, now, runs) };
  });
}

function driftOf({ on_master: onMaster }: NotebookTask, now: readonly string[], runs: readonly string[] | null): Drift {
  if (!onMaster) {
    return 'not_on_master';
  }
  const same = runs?.length === now.length && runs.every((source, place) => withPlainEnds(source) === withPlainEnds(now[place] ?? ''));
  return same ? 'same' : 'differs';
}

/** Lab ends lines with a line feed alone, whatever the file has. */
function withPlainEnds(source: string): string {
  return source.replace(/\r\n?/g, '\n');
}
