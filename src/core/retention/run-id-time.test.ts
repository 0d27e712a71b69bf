import { expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import { runIdTime } from './run-id-time';

it('is when the id was given', () => {
  expect(runIdTime('017f22e2-79b0-7cc3-98c4-dc0c0c07398f' as RunId)).toBe(Date.parse('2022-02-22T19:22:22.000Z'));
});
