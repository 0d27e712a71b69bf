import type { TranslationBundle } from '@jupyterlab/translation';
import type { Drift, RegisteredCell } from '../../core/drift/judge-drift';
import type { TaskId } from '../../protocol/identity';
import type { Task } from '../../protocol/task';
import { STATUS_WORDS, type ShownStatus } from '../../view/words/status-words';

/** What a badge shows. */
export type Badge = {
  readonly organisation: string;
  readonly name: string;
  /** Null where the scheduler does not know it. */
  readonly task: TaskId | null;
  readonly drift: Drift;
  /** What stands in it. */
  readonly text: string;
  /** Its tooltip, which says also what the colour means. */
  readonly description: string;
};

type Known = {
  /** The task as it is on master; null: it is not there, or not known yet. */
  readonly task: Task | null;
  /** The branch that tasks run from. */
  readonly branch: string;
};

/** The badge of a registered cell. */
export function badgeOf({ task: { organisation, name }, drift }: RegisteredCell, { task, branch }: Known, trans: TranslationBundle): Badge {
  const status = task === null ? [] : [STATUS_WORDS[shownStatus(task)]];
  const words = driftWords(drift, branch, trans);
  const said = drift === 'same' ? [] : [words];
  return {
    organisation,
    name,
    task: task?.id ?? null,
    drift,
    text: [name, ...(drift === 'not_on_master' ? [] : status), ...said].join(' · '),
    description: trans.__('Task %1: %2. Open it in Tasks information.', `${organisation}/${name}`, [...status, words].join(', '))
  };
}

function shownStatus({ invalid, last_run: run }: Task): ShownStatus {
  return invalid ? 'INVALID' : (run?.status ?? 'NEVER');
}

function driftWords(drift: Drift, branch: string, trans: TranslationBundle): string {
  switch (drift) {
    case 'same':
      return trans.__('same as %1', branch);
    case 'differs':
      return trans.__('differs from %1', branch);
    case 'not_on_master':
      return trans.__('not on %1 yet', branch);
  }
}
