import { expect, it } from 'vitest';
import { describeLogGap } from './describe-log-gap';

it('says how much is missing, and why', () => {
  expect(describeLogGap(9.7 * 1024 ** 3, 256 * 1024 ** 2)).toBe(
    '… 9.7 GiB of this log were dropped here: it is over its limit of 256 MiB …'
  );
});
