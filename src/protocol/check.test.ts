import { expect, it } from 'vitest';
import { createCheck } from './check';
import { ApiErrorSchema } from './errors';
import { SchedulerAddressSchema } from './health';
import { formatProblem, ProblemSchema } from './problem';

it('gives a value its type where the schema fits, and every fault where it does not', () => {
  const check = createCheck(ProblemSchema);
  const problem = { file: 'peach.yaml', line: 6, column: 15, message: 'executor “sprak” does not exist', hint: 'did you mean spark?' };

  expect(check(problem)).toEqual({ ok: true, value: problem });
  const wrong = check({ ...problem, line: 0, more: true });
  expect(wrong.ok ? [] : wrong.errors.map(({ keyword }) => keyword).sort()).toEqual(['additionalProperties', 'minimum']);
});

it('knows the formats that our schemas name', () => {
  const check = createCheck(SchedulerAddressSchema);
  const address = { pid: 1, url: 'http://127.0.0.1:1', token: 'x'.repeat(32), version: '0.1.0', started_at: '2026-01-01T00:00:00.000Z' };

  expect(check(address).ok).toBe(true);
  expect(check({ ...address, started_at: 'yesterday' }).ok).toBe(false);
});

it('refuses an error code that nobody documented', () => {
  const check = createCheck(ApiErrorSchema);

  expect(check({ error: { code: 'not_found', message: 'no', details: null } }).ok).toBe(true);
  expect(check({ error: { code: 'teapot', message: 'no', details: null } }).ok).toBe(false);
});

it('writes a problem in the one form that every part shows', () => {
  expect(formatProblem({ file: 'a.yaml', line: 3, column: 5, message: 'wrong', hint: null })).toBe('a.yaml:3:5: wrong');
  expect(formatProblem({ file: 'a.yaml', line: 3, column: 5, message: 'wrong', hint: 'do this' })).toBe('a.yaml:3:5: wrong (do this)');
});
