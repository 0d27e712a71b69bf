import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../protocol/preflight';
import { entryErrors } from './entry-errors';

function check(...findings: readonly Partial<Finding>[]) {
  const whole = findings.map(each => ({ severity: 'error' as const, field: null, message: 'wrong', remedies: [], ...each }));
  return { pending: false, findings: whole, failure: null };
}

describe('entryErrors', () => {
  it('puts findings at the entries that they are about', () => {
    const fields = ['timeout', 'schedule.1', 'args.days.0', 'retries', 'retries.delay', 'full_notebook', 'name', 'dependencies.0'];
    expect(Object.keys(entryErrors({}, check(...fields.map(field => ({ field })))))).toEqual([
      'timeout',
      'schedule',
      'args.days',
      'retries.limit',
      'retries.delay',
      'cells',
      'name',
      'dependencies'
    ]);
  });

  it('leaves what is about the code, and what does not block, to the check', () => {
    expect(
      entryErrors({}, check({ field: 'method' }, { field: 'notebook' }, { field: null }, { field: 'executor', severity: 'warning' }))
    ).toEqual({});
  });

  it('says what is wrong in itself before what the check says', () => {
    expect(entryErrors({ timeout: 'Use a length of time.' }, check({ field: 'timeout' }))).toEqual({ timeout: 'Use a length of time.' });
  });
});
