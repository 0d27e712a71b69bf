import type { TranslationBundle } from '@jupyterlab/translation';
import type { Registration } from './registration';

/** When a changed task runs as it is now; `commit` is the version it was committed as, or null. */
export function editedText(registration: Registration, commit: string | null, trans: TranslationBundle): string {
  const { before, name } = registration;
  const when = whenText(registration, commit, trans);
  return before === null || before === name
    ? when
    : trans.__('%1 The history of %2 stays under that name: %3 begins its own.', when, before, name);
}

function whenText({ workingCopy, loop }: Registration, commit: string | null, trans: TranslationBundle): string {
  const { branch, runs_from: master } = workingCopy;
  if (branch === null) {
    return trans.__(
      'No branch is checked out here, and tasks run from `%1`. The loop of %2 goes on with the task as it is there until the change reaches `%1`.',
      master,
      loop
    );
  }
  if (branch !== master) {
    return trans.__(
      'It is changed on this branch, `%1`, and tasks run from `%2`. The loop of %3 goes on with the task as it is there until the change reaches `%2`.',
      branch,
      master,
      loop
    );
  }
  return commit === null
    ? trans.__(
        'This branch is `%1`, and tasks run from what is committed on it. The loop of %2 goes on with the task as it was until the commit.',
        branch,
        loop
      )
    : trans.__('It is on `%1` as `%2`: the loop of %3 runs it so from its next execution on.', branch, commit.slice(0, 7), loop);
}
