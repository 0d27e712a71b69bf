import type { TranslationBundle } from '@jupyterlab/translation';
import { editedText } from './edited-text';
import type { Registration } from './registration';

/** What is so after registering: a short headline and the sentences that explain it. */
export type NextStep = { readonly kind: 'waiting' | 'joined'; readonly headline: string; readonly text: string };

/** The truth about when the task runs; `commit` is the version it was committed as, or null. */
export function nextStep(registration: Registration, commit: string | null, trans: TranslationBundle): NextStep {
  const { workingCopy } = registration;
  if (!workingCopy.served) {
    return { kind: 'waiting', headline: trans.__('Not running yet.'), text: notServed(registration, trans) };
  }
  if (registration.before !== null) {
    const text = editedText(registration, commit, trans);
    return commit !== null && workingCopy.branch === workingCopy.runs_from
      ? { kind: 'joined', headline: trans.__('Saved.'), text }
      : { kind: 'waiting', headline: trans.__('Not in force yet.'), text };
  }
  if (workingCopy.branch === null) {
    return { kind: 'waiting', headline: trans.__('Not running yet.'), text: noBranch(registration, trans) };
  }
  if (workingCopy.branch !== workingCopy.runs_from) {
    return { kind: 'waiting', headline: trans.__('Not running yet.'), text: otherBranch(registration, trans) };
  }
  return commit === null
    ? { kind: 'waiting', headline: trans.__('Not running yet.'), text: notCommitted(registration, trans) }
    : { kind: 'joined', headline: trans.__('Registered.'), text: joins(registration, commit, trans) };
}

function notServed({ workingCopy }: Registration, trans: TranslationBundle): string {
  return trans.__(
    'The scheduler does not run the tasks of this repository. Open JupyterLab in it, or add it to the scheduler’s configuration; tasks run from `%1`.',
    workingCopy.runs_from
  );
}

function noBranch({ loop, workingCopy }: Registration, trans: TranslationBundle): string {
  return trans.__(
    'No branch is checked out here, and tasks run from `%1`. The task joins the loop of %2 with the next lap after these changes reach `%1`.',
    workingCopy.runs_from,
    loop
  );
}

function otherBranch({ loop, workingCopy }: Registration, trans: TranslationBundle): string {
  return trans.__(
    'This branch is `%1`, and tasks run from `%2`. The task joins the loop of %3 with the next lap after these changes reach `%2`.',
    workingCopy.branch,
    workingCopy.runs_from,
    loop
  );
}

function notCommitted({ loop, workingCopy }: Registration, trans: TranslationBundle): string {
  return trans.__(
    'This branch is `%1`, and tasks run from what is committed on it. The task joins the loop of %2 with the next lap after the commit.',
    workingCopy.branch,
    loop
  );
}

function joins({ loop, workingCopy }: Registration, commit: string, trans: TranslationBundle): string {
  return trans.__('It is on `%1` as `%2` and joins the loop of %3 with the next lap.', workingCopy.branch, commit.slice(0, 7), loop);
}
