import { expect, it } from 'vitest';
import { formatTable } from './format-table.mjs';

const ROW = {
  letter: 'a',
  measure: 'run',
  unit: 'ms',
  digits: 1,
  ours: [30, 10, 20],
  reference: { words: 'bare', values: [8, 12, 10] },
  aim: '≤ 4 ×'
};

it('shows each series as median, least and most, and the medians as a ratio', () => {
  const [, , row] = formatTable([ROW]).split('\n');

  expect(row.split('|').map(cell => cell.trim())).toEqual([
    '',
    'a',
    'run',
    '20.0 ms (10.0–30.0)',
    'bare',
    '10.0 ms (8.0–12.0)',
    '2.00 ×',
    '≤ 4 ×',
    ''
  ]);
});

it('calls a measure without an aim information', () => {
  expect(formatTable([{ ...ROW, aim: null }])).toContain('| information |');
});

it('makes all lines equally wide', () => {
  const lines = formatTable([ROW, { ...ROW, measure: 'something longer' }]).split('\n');

  expect(new Set(lines.map(line => line.length)).size).toBe(1);
});
