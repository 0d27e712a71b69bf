import type { RunId, TaskId } from '../protocol/identity';
import type { Organisation } from '../protocol/organisation';
import type { Task } from '../protocol/task';

/** What a person has chosen to see. */
export type Selection = {
  readonly organisation: string | null;
  readonly task: TaskId | null;
  readonly run: RunId | null;
  readonly only: RunId | null;
  /** Executions whose logs were asked for beyond those that are loaded by themselves. */
  readonly asked: ReadonlySet<RunId>;
};

export const NOTHING_SELECTED: Selection = { organisation: null, task: null, run: null, only: null, asked: new Set() };

/** The selection when `organisation` is chosen: what was chosen in another one means nothing in it. */
export function selectOrganisation(selection: Selection, organisation: string | null): Selection {
  return organisation === selection.organisation ? selection : { ...NOTHING_SELECTED, organisation };
}

export function selectTask(selection: Selection, task: TaskId | null): Selection {
  return task === selection.task ? selection : { ...NOTHING_SELECTED, organisation: selection.organisation, task };
}

/** The task to show while none is chosen: the `remembered` one where it is there, else the first where `choosesFirst`. */
export function taskToShow(tasks: readonly Task[], remembered: TaskId | null, choosesFirst: boolean): TaskId | null {
  const there = tasks.some(task => task.id === remembered);
  const first = choosesFirst ? (tasks[0]?.id ?? null) : null;
  return there ? remembered : first;
}

/** The execution that was chosen last; `only`: logs show it alone. */
export type RememberedRun = { readonly task: TaskId; readonly run: RunId; readonly only: boolean };

/** The selection with the `remembered` execution, where it is one of the chosen task. */
export function recallRun(selection: Selection, remembered: RememberedRun | null): Selection {
  if (remembered?.task !== selection.task) {
    return selection;
  }
  return { ...selection, run: remembered.run, only: remembered.only ? remembered.run : null };
}

/** What is to be remembered of the selection. */
export function runToRemember({ task, run, only }: Selection): RememberedRun | null {
  return task === null || run === null ? null : { task, run, only: only === run };
}

/** The organisation to show: the `chosen` one, else the `remembered` one where it is there, else the first. */
export function organisationToShow(
  organisations: readonly Organisation[],
  chosen: string | null,
  remembered: string | null
): string | null {
  const there = (codops: string | null): boolean => organisations.some(organisation => organisation.codops === codops);
  if (there(chosen)) {
    return chosen;
  }
  return there(remembered) ? remembered : (organisations[0]?.codops ?? null);
}
