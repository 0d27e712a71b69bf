import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import type { WorkingCopy } from '../../../protocol/working-copy';
import { workingCopy } from '../test-support/register-fixtures';
import { nextStep } from './next-step';
import type { Registration } from './registration';

const trans = nullTranslator.load('peach_lab');

function registered(change: Partial<WorkingCopy>, before: string | null = null): Registration {
  const workingCopyNow = workingCopy(change);
  const file = 'peach.conf/debr.yaml';
  return {
    organisation: 'debr',
    name: 'fit',
    loop: 'debr',
    workingCopy: workingCopyNow,
    file,
    added: 5,
    removed: 0,
    before,
    cellNumber: 4
  };
}

describe('nextStep', () => {
  it('says that another branch has to reach the one that tasks run from', () => {
    expect(nextStep(registered({}), null, trans)).toEqual({
      kind: 'waiting',
      headline: 'Not running yet.',
      text: 'This branch is `feature/x`, and tasks run from `master`. The task joins the loop of debr with the next lap after these changes reach `master`.'
    });
  });

  it('still says so after the commit on another branch', () => {
    expect(nextStep(registered({}), '1234567890', trans).kind).toBe('waiting');
  });

  it('waits for the commit on the branch that tasks run from', () => {
    const step = nextStep(registered({ branch: 'master' }), null, trans);
    expect(step.text).toContain('what is committed');
  });

  it('joins the next lap once it is committed there', () => {
    expect(nextStep(registered({ branch: 'master' }), '1234567890', trans)).toEqual({
      kind: 'joined',
      headline: 'Registered.',
      text: 'It is on `master` as `1234567` and joins the loop of debr with the next lap.'
    });
  });

  it('says that no branch is checked out', () => {
    expect(nextStep(registered({ branch: null }), null, trans).text).toContain('No branch is checked out');
  });

  it('says that the scheduler does not serve the repository, even after the commit', () => {
    expect(nextStep(registered({ branch: 'master', served: false }), '1234567890', trans)).toMatchObject({
      kind: 'waiting',
      text: expect.stringContaining('does not run the tasks of this repository') as unknown
    });
  });

  it('says of an edited task that the loop goes on with what is on its branch', () => {
    expect(nextStep(registered({}, 'fit'), '1234567890', trans)).toEqual({
      kind: 'waiting',
      headline: 'Not in force yet.',
      text: 'It is changed on this branch, `feature/x`, and tasks run from `master`. The loop of debr goes on with the task as it is there until the change reaches `master`.'
    });
    expect(nextStep(registered({ branch: 'master' }, 'fit'), null, trans).text).toContain('as it was until the commit');
    expect(nextStep(registered({ branch: null }, 'fit'), null, trans).text).toContain('No branch is checked out');
    expect(nextStep(registered({ branch: 'master' }, 'fit'), '1234567890', trans)).toEqual({
      kind: 'joined',
      headline: 'Saved.',
      text: 'It is on `master` as `1234567`: the loop of debr runs it so from its next execution on.'
    });
  });

  it('says of a renamed task where its history stays', () => {
    expect(nextStep(registered({}, 'old'), null, trans).text).toContain('The history of old stays under that name: fit begins its own.');
  });
});
