import { describe, expect, it } from 'vitest';
import type { TaskDefinition } from '../../../protocol/task-definition';
import { factsOf } from '../test-support/register-fixtures';
import { changeForm } from './change-form';
import { taskDefinition } from './edited-definition';
import { initialForm } from './initial-form';
import type { RegisterForm } from './register-form';

const SOURCE = 'def f(days: int = 7, name: str = "x", flag: bool = False): pass\ndef g(): pass\n';
const PLAIN: TaskDefinition = { notebook: 'notebooks/related.ipynb', method: 'f' };

function edited(definition: TaskDefinition, change: Partial<RegisterForm>): TaskDefinition {
  const facts = { ...factsOf(SOURCE), edited: { organisation: 'debr', name: 'f', file: 'peach.yaml', definition } };
  return taskDefinition(changeForm(initialForm(facts), change, facts), facts);
}

describe('taskDefinition of an edited task', () => {
  it.each<[TaskDefinition]>([
    [PLAIN],
    [{ ...PLAIN, loop: 'debr', executor: 'spark', cells: 'entry', full_notebook: false, disabled: false, overlap: 'skip', missed: 'last' }],
    [{ ...PLAIN, args: { days: 7, name: '', other: [1, { a: null }], flag: false }, dependencies: ['numpy>=2,<3', 'orjson'] }],
    [{ ...PLAIN, schedule: ['0 6 * * *'], retries: { limit: 2, delay: '0s' }, timeout: '60s', description: ' spaces ' }]
  ])('says what the file says while nothing is changed: %j', definition => {
    expect(edited(definition, {})).toEqual(definition);
  });

  it('changes what was changed, and nothing that is only written otherwise', () => {
    const definition: TaskDefinition = { ...PLAIN, full_notebook: false, schedule: ['0 6 * * *'], args: { days: 7, other: 1 } };
    expect(edited(definition, { timeout: '5m' })).toEqual({ ...definition, timeout: '5m' });
    expect(edited(definition, { args: { days: '30', name: '', flag: '', other: '1' } })).toEqual({
      ...definition,
      args: { days: 30, other: 1 }
    });
  });

  it('says what the form of another kind of code says, before its own', () => {
    expect(edited({ ...PLAIN, timeout: '5m' }, { code: { full_notebook: true, timeout: '1h' } })).toEqual({
      ...PLAIN,
      full_notebook: true,
      timeout: '1h'
    });
  });

  it('takes out what was emptied', () => {
    const definition: TaskDefinition = {
      ...PLAIN,
      args: { days: 30 },
      timeout: '5m',
      disabled: true,
      loop: 'metadata',
      retries: { limit: 2 }
    };
    const change = { args: {}, timeout: '', disabled: false, loop: 'own', retries: { limit: '', delay: '' } } as const;
    expect(edited(definition, change)).toEqual(PLAIN);
  });

  it.each<[Partial<TaskDefinition>, RegisterForm['cells'], Partial<TaskDefinition>]>([
    [{}, 'needed', { cells: 'needed' }],
    [{}, 'all', { full_notebook: true }],
    [{ full_notebook: true }, 'entry', {}],
    [{ full_notebook: false }, 'needed', { cells: 'needed' }],
    [{ cells: 'needed' }, 'all', { cells: 'all' }],
    [{ cells: 'entry', full_notebook: false }, 'all', { cells: 'all' }],
    [{ cells: 'all', full_notebook: true }, 'entry', {}]
  ])('turns %j with the choice %s into %j', (before, cells, after) => {
    expect(edited({ ...PLAIN, ...before }, { cells })).toEqual({ ...PLAIN, ...after });
  });

  it('gives another function arguments of its own', () => {
    expect(edited({ ...PLAIN, args: { days: 30 } }, { method: 'g' })).toEqual({ ...PLAIN, method: 'g' });
  });
});
