import { describe, expect, it } from 'vitest';
import { logsToFollow } from './logs-to-follow';
import { sampleRun, sampleRunId } from './test-support/samples';

const MIB = 1024 * 1024;
const runs = Array.from({ length: 30 }, (_, place) => sampleRun(100 - place, { log_bytes: 10 }));
const none: ReadonlySet<never> = new Set();

describe('logsToFollow', () => {
  it('is the newest 20', () => {
    expect(logsToFollow(runs, null, none)).toEqual(runs.slice(0, 20));
  });

  it('is only one where one is chosen, however old', () => {
    expect(logsToFollow(runs, sampleRunId(71), none).map(run => run.id)).toEqual([sampleRunId(71)]);
  });

  it('has those that were asked for too', () => {
    expect(logsToFollow(runs, null, new Set([sampleRunId(71)])).map(run => run.id)).toContain(sampleRunId(71));
  });

  it('is no more than fits, but always the newest', () => {
    const large = [sampleRun(3, { log_bytes: 40 * MIB }), sampleRun(2, { log_bytes: 40 * MIB }), sampleRun(1)];
    expect(logsToFollow(large, null, none)).toEqual([large[0]]);
  });
});
