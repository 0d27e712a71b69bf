import { expect, it } from 'vitest';
import { addTotals, countCases, formatTotals } from './totals.mjs';

it('counts passed, failed and skipped cases of a report', () => {
  const xml = `<testsuites><testsuite>
    <testcase name="a" time="1"/><testcase name="b"></testcase>
    <testcase name="c"><failure message="no &lt;skipped/&gt;">x</failure></testcase>
    <testcase name="d"><error/></testcase>
    <testcase name="e"><skipped/></testcase>
  </testsuite></testsuites>`;

  expect(countCases(xml)).toEqual({ passed: 2, failed: 2, skipped: 1 });
});

it('adds suites up into one plain line', () => {
  const sum = addTotals({ passed: 2, failed: 0, skipped: 1 }, { passed: 3, failed: 1, skipped: 0 });

  expect(formatTotals(sum)).toBe('5 passed, 1 failed, 1 skipped');
});
