import { expect, it } from 'vitest';
import { mayStillStart } from './may-still-start';

it('counts only the time in which a scheduler was ready', () => {
  const slow = [
    { from: 0, ready: null, until: 60_000 },
    { from: 60_000, ready: 100_000, until: null }
  ];

  expect(mayStillStart(slow, { from: 0, until: 170_000 })).toBe(true);
  expect(mayStillStart([{ from: 0, ready: 500, until: null }], { from: 0, until: 90_400 })).toBe(true);
  expect(mayStillStart([{ from: 0, ready: 500, until: null }], { from: 0, until: 90_600 })).toBe(false);
});

it('has an end where none is ever ready', () => {
  expect(mayStillStart([{ from: 0, ready: null, until: null }], { from: 0, until: 180_000 })).toBe(false);
});
