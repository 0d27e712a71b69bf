import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { sampleRun, sampleTask } from '../../client/test-support/samples';
import type { Drift } from '../../core/drift/judge-drift';
import type { Task } from '../../protocol/task';
import { badgeOf } from './badge';

const trans = nullTranslator.load('peach_lab');
const badge = (drift: Drift, task: Task | null, branch = 'master') =>
  badgeOf(
    { cell: 1, drift, task: { organisation: 'debr', name: 'train', method: 'train', cells: 'entry', on_master: true, runs: [] } },
    { task, branch },
    trans
  );

describe('badgeOf', () => {
  it('names the task and its last status, and what the colour means only where something is to be done', () => {
    const task = sampleTask(1, { last_run: sampleRun(1, { status: 'TIMED_OUT' }) });

    expect(badge('same', task)).toEqual({
      organisation: 'debr',
      name: 'train',
      task: task.id,
      drift: 'same',
      text: 'train · Timed out',
      description: 'Task debr/train: Timed out, same as master. Open it in Tasks information.'
    });
    expect(badge('differs', task).text).toBe('train · Timed out · differs from master');
    expect(badge('not_on_master', null).text).toBe('train · not on master yet');
  });

  it('says the branch that tasks run from', () => {
    expect(badge('differs', null, 'main').text).toBe('train · differs from main');
  });

  it('says that a task never ran, or is invalid', () => {
    expect(badge('same', sampleTask(1, { last_run: null })).text).toBe('train · Never run');
    expect(badge('same', sampleTask(1, { invalid: true })).text).toBe('train · Invalid');
  });
});
