import { nullTranslator } from '@jupyterlab/translation';
import { expect, it } from 'vitest';
import { ENGLISH } from './translation';

// What Lab hands in where no language is chosen.
it.each([ENGLISH, nullTranslator.load('peach_lab')])('fills in what stands for values', trans => {
  expect(trans.__('State of %1: %2 failed.', '14:05', 3)).toBe('State of 14:05: 3 failed.');
  expect(trans.__('50 %')).toBe('50 %');
  expect(trans._n('%1 problem in %2', '%1 problems in %2', 1, 'x')).toBe('1 problem in x');
  expect(trans._n('%1 problem in %2', '%1 problems in %2', 2, 'x')).toBe('2 problems in x');
});
