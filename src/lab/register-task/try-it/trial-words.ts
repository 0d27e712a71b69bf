import type { TranslationBundle } from '@jupyterlab/translation';
import type { Trial, TrialStep } from '../../../protocol/trial';
import { STATUS_WORDS } from '../../../view/words/status-words';

/** What a trial is at, in a few words without its duration. */
export function stepWords({ step, run, requirements }: Trial, trans: TranslationBundle): string {
  const words: Readonly<Record<TrialStep, () => string>> = {
    waiting: () => trans.__('Waiting for the trial before it to end'),
    environment: () =>
      requirements.length === 0
        ? trans.__('Building the environment')
        : trans.__('Building the environment with %1', shortList(requirements, trans)),
    checkout: () => trans.__('Checking out the working copy'),
    running: () => STATUS_WORDS.RUNNING,
    ended: () => STATUS_WORDS[run.status]
  };
  return words[step]();
}

const MOST_NAMED = 3;

function shortList(names: readonly string[], trans: TranslationBundle): string {
  const rest = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join(', ');
  return rest > 0 ? trans._n('%2 and %1 more', '%2 and %1 more', rest, named) : named;
}
