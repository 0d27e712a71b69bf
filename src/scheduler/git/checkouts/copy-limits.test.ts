import { expect, it } from 'vitest';
import { hasSurplus, lacksCopy, leavesRoom } from './copy-limits';

const GIB = 1024 ** 3;

it('wants one copy before any run, and one more than are in use at once then', () => {
  expect(lacksCopy({ total: 0, peak: 0, size: null })).toBe(true);
  expect(lacksCopy({ total: 1, peak: 0, size: null })).toBe(false);
  expect(lacksCopy({ total: 1, peak: 1, size: GIB })).toBe(true);
  expect(lacksCopy({ total: 2, peak: 1, size: GIB })).toBe(false);
});

it('keeps four copies of a small repository, and of a large one no more than are needed', () => {
  expect(hasSurplus({ total: 4, peak: 1, size: 1 })).toBe(false);
  expect(hasSurplus({ total: 5, peak: 1, size: 1 })).toBe(true);
  expect(hasSurplus({ total: 2, peak: 1, size: GIB })).toBe(false);
  expect(hasSurplus({ total: 3, peak: 1, size: GIB })).toBe(true);
  expect(hasSurplus({ total: 6, peak: 5, size: 1 })).toBe(false);
});

it('never keeps what it would make again at once', () => {
  for (const size of [null, 1, GIB]) {
    for (let total = 0; total < 8; total += 1) {
      for (let peak = 0; peak < 8; peak += 1) {
        expect(lacksCopy({ total, peak, size }) && hasSurplus({ total, peak, size })).toBe(false);
      }
    }
  }
});

it('makes a spare copy only where the disk keeps room for two more', () => {
  expect(leavesRoom(2 * GIB, 6 * GIB)).toBe(true);
  expect(leavesRoom(2 * GIB, 6 * GIB - 1)).toBe(false);
  expect(leavesRoom(null, 0)).toBe(true);
});
