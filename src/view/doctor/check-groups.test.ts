import { describe, expect, it } from 'vitest';
import type { DoctorCheck } from '../../protocol/doctor';
import { ENGLISH } from '../words/translation';
import { checkGroups, checkName, summaryText } from './check-groups';

const check = (name: string, changes: Partial<DoctorCheck> = {}): DoctorCheck => ({
  name,
  half: 'both',
  state: 'ok',
  found: 'as it should be',
  remedy: null,
  ...changes
});

describe('checkGroups', () => {
  it('puts problems and warnings first, and the rest under its half', () => {
    const checks = [
      check('platform'),
      check('widget', { half: 'jupyter' }),
      check('store', { half: 'scheduler', state: 'problem' }),
      check('address', { half: 'scheduler', state: 'warning' }),
      check('git', { half: 'scheduler' }),
      check('Python and Node', { state: 'problem' }),
      check('Python and Node')
    ];
    expect(checkGroups(checks, ENGLISH).map(group => [group.title, group.checks.map(({ name }) => name)])).toEqual([
      ['Problems', ['store', 'Python and Node']],
      ['Warnings', ['address']],
      ['Both halves: in order', ['platform', 'Python and Node']],
      ['Jupyter: in order', ['widget']],
      ['Scheduler: in order', ['git']]
    ]);
  });

  it('has no empty group', () => {
    expect(checkGroups([], ENGLISH)).toEqual([]);
  });
});

it.each([
  [check('widget', { half: 'jupyter', state: 'problem' }), 'Jupyter: widget'],
  [check('widget', { half: 'jupyter' }), 'Widget'],
  [check('uv', { half: 'scheduler', state: 'warning' }), 'Scheduler: uv'],
  [check('uv', { half: 'scheduler' }), 'uv'],
  [check('package', { state: 'problem' }), 'Package']
])('names a check as the command does, but where its half stands above it', (given, name) => {
  expect(checkName(given, ENGLISH)).toBe(name);
});

it.each([
  [['problem', 'problem', 'warning', 'ok'], '2 problems, 1 warning'],
  [['warning'], '1 warning'],
  [['ok'], null]
] as const)('sums up %j', (states, text) => {
  expect(
    summaryText(
      states.map(state => check('x', { state })),
      ENGLISH
    )
  ).toBe(text);
});
