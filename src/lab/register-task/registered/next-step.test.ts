import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import type { WorkingCopy } from '../../../protocol/working-copy';
import { workingCopy } from '../test-support/register-fixtures';
import { nextStep } from './next-step';
import type { Registration } from './registration';

const trans = nullTranslator.load('peach_lab');

function registered(change: Partial<WorkingCopy>): Registration {
  const copy = workingCopy(change);
  return { organisation: 'debr', name: 'fit', loop: 'debr', workingCopy: copy, file: 'peach.conf/debr.yaml', added: 5, cellNumber: 4 };
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
});
