import { expect, it } from 'vitest';
import { checkTask } from './check-task';

const GOOD = { notebook: 'n.ipynb', method: 'f' };

it('gives back a good definition without the keys that are free', () => {
  expect(checkTask('a', { ...GOOD, 'x-mine': 1, args: { 'x-ray': 2 } })).toEqual({
    ok: true,
    definition: { ...GOOD, args: { 'x-ray': 2 } }
  });
});

it('names the path of each mistake, those of the schema and ours together', () => {
  const check = checkTask('a', {
    method: 'class',
    notebook: '/n.ipynb',
    retries: { limit: 'x' },
    dependencies: ['numpy', '-r x'],
    sched: ''
  });
  const paths = check.ok ? [] : check.problems.map(({ path, at }) => `${at} ${path.join('.')}`);
  expect(paths.sort()).toEqual(['key sched', 'value dependencies.1', 'value method', 'value notebook', 'value retries.limit']);
});

it.each([null, undefined, 1, 'text', [], new Date(0)])('refuses %s', data => {
  expect(checkTask('a', data).ok).toBe(false);
});
