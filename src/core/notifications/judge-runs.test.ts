import { expect, it } from 'vitest';
import type { RunStatus } from '../../protocol/run';
import { failuresInRow, judgeEnd } from './judge-runs';

const STATUS: Readonly<Record<string, RunStatus>> = { s: 'SUCCESS', f: 'FAILURE', t: 'TIMED_OUT', l: 'LOST', k: 'KILLED' };

it.each([
  ['', null],
  ['s', null],
  ['f', null],
  ['ff', null],
  ['ffs', null],
  ['fff', 'failing 3'],
  ['ftls', 'failing 3'],
  ['fkffks', 'failing 3'],
  ['ffff', null],
  ['sfff', 'recovered 3'],
  ['skffkfffs', 'recovered 5'],
  ['sff', null],
  ['ssfff', null],
  ['kfff', null]
])('%s, the newest first', (ends, expected) => {
  const [newest, ...before] = Array.from(ends, letter => STATUS[letter] ?? 'LOST');
  const judgement = newest === undefined ? null : judgeEnd(newest, failuresInRow(before), 3);

  expect(judgement === null ? null : `${judgement.kind} ${judgement.failures}`).toBe(expected);
});
