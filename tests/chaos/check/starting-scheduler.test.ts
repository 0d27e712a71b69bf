import { describe, expect, it } from 'vitest';
import type { History, SchedulerLife } from '../history/history';
import { faultOf, journalOf, sampleHistory, storedRun, TASK } from '../history/sample-history';
import { checkHistory } from './check-history';

const promises = (history: History): readonly string[] => [...new Set(checkHistory(history).map(({ promise }) => promise))];

/** One that was killed, and its successor, which was started at `from` and had looked at all runs at `ready`. */
function successor(from: number, ready: number | null): readonly SchedulerLife[] {
  return [
    { from: 0, ready: 100, until: from - 100 },
    { from, ready, until: null }
  ];
}

describe('a scheduler that is still starting', () => {
  const victims = [{ run: 'r1', role: 'supervisor' }] as const;
  const lost = (schedulers: readonly SchedulerLife[], kind: 'kill_supervisor' | 'kill_supervisor_and_warm_parent'): History =>
    sampleHistory({
      journals: [journalOf('r1', { how: null })],
      runs: [storedRun('r1', { status: 'LOST', exitCode: null })],
      // The kill of the scheduler counts as repaired once the next one is started: before the supervisor was killed.
      faults: [faultOf('kill_scheduler', { from: 1_200, until: 1_300 }), faultOf(kind, { from: 1_500, until: 1_510, victims })],
      schedulers
    });

  it('did not see the end of a supervisor that was killed meanwhile, so that the run may be LOST', () => {
    expect(checkHistory(lost(successor(1_300, 1_900), 'kill_supervisor_and_warm_parent'))).toEqual([]);
    expect(checkHistory(lost(successor(1_300, null), 'kill_supervisor_and_warm_parent'))).toEqual([]);
  });

  it('saw it where it was ready before', () => {
    expect(promises(lost(successor(1_300, 1_450), 'kill_supervisor_and_warm_parent'))).toEqual(['LOST only when proven']);
  });

  it('saw it where it was ready before and ended by itself long before the next kill', () => {
    const history = lost([{ from: 0, ready: 100, until: null }], 'kill_supervisor_and_warm_parent');

    expect(promises({ ...history, faults: history.faults.filter(({ kind }) => kind !== 'kill_scheduler') })).toEqual([
      'LOST only when proven'
    ]);
  });

  it('did not see it where it came after one that ended by itself', () => {
    const history = lost(successor(1_800, 2_300), 'kill_supervisor_and_warm_parent');

    expect(checkHistory({ ...history, faults: history.faults.filter(({ kind }) => kind !== 'kill_scheduler') })).toEqual([]);
  });

  it('makes no difference to a warm parent that lived and could have told', () => {
    const history = lost(successor(1_300, 1_900), 'kill_supervisor');
    const faults = history.faults.map(fault => (fault.kind === 'kill_supervisor' ? { ...fault, warmParentLived: true } : fault));

    expect(promises({ ...history, faults })).toEqual(['LOST only when proven']);
  });

  it('reaches no supervisor: a stop that was acknowledged by the one before waits for it', () => {
    const stopped = (schedulers: readonly SchedulerLife[]): History =>
      sampleHistory({
        tasks: [{ key: TASK, loop: 'x', repository: 'r', timeout: 90_000, scheduled: false }],
        journals: [journalOf('r1', { how: null, until: 30_000 })],
        runs: [storedRun('r1', { status: 'KILLED', exitCode: null })],
        stops: [{ run: 'r1', at: 2_000, acknowledged: true }],
        schedulers
      });

    expect(checkHistory(stopped(successor(2_100, 29_000)))).toEqual([]);
    expect(promises(stopped(successor(2_100, 2_500)))).toEqual(['timeouts and stops hold']);
  });

  it('fetches nothing: a run may begin with the commit that its predecessor had read', () => {
    const stale = (schedulers: readonly SchedulerLife[]): History =>
      sampleHistory({
        asked: [],
        dues: [],
        followings: [],
        commits: [1, 2].map(number => ({
          repository: 'r',
          hash: (number === 1 ? 'a' : 'b').repeat(40),
          number,
          from: number * 100,
          until: number * 100 + 50
        })),
        journals: [journalOf('r1', { from: 30_000, until: 31_000 })],
        faults: [faultOf('kill_scheduler', { from: 300, until: 400 })],
        schedulers
      });

    expect(checkHistory(stale(successor(400, 29_000)))).toEqual([]);
    expect(promises(stale(successor(400, 900)))).toEqual(['each run sees the head, and only its commit']);
  });

  it('may end with words about a disk that was full at some time since it was started', () => {
    const ended = (ready: number | null): History =>
      sampleHistory({
        faults: [faultOf('fill_disk', { from: 1_000, until: 1_400 })],
        schedulerEnds: [{ at: 5_000, words: '1: the state directory can’t be used: ENOSPC: no space left on device' }],
        schedulers: [
          { from: 1_300, ready, until: 5_000 },
          { from: 5_500, ready: 6_000, until: null }
        ]
      });

    expect(checkHistory(ended(null))).toEqual([]);
    expect(promises(ended(1_900))).toEqual(['the scheduler ends only where its state can’t be used, and says so']);
  });
});

describe('a warm parent', () => {
  it('could not tell where a fault that had begun before killed it after the supervisor', () => {
    const victims = [{ run: 'r1', role: 'supervisor' }] as const;
    const history = (until: number): History =>
      sampleHistory({
        journals: [journalOf('r1', { how: null })],
        runs: [storedRun('r1', { status: 'LOST', exitCode: null })],
        faults: [
          faultOf('kill_everything', { from: 1_400, until }),
          faultOf('kill_supervisor', { from: 1_500, until: 1_510, victims, warmParentLived: true })
        ],
        schedulers: successor(1_500, 1_900)
      });

    expect(checkHistory(history(1_700))).toEqual([]);
    expect(promises(history(1_450))).toEqual(['LOST only when proven']);
  });
});

describe('a rest', () => {
  it('is missed where something did not come that everybody waited for', () => {
    expect(checkHistory(sampleHistory({ vainWaits: ['2 runs are queued or running'] }))).toEqual([
      {
        promise: 'everything comes to rest when nothing is due any more',
        words: 'waited in vain for the rest: 2 runs are queued or running'
      }
    ]);
  });
});

describe('a follower', () => {
  const bytes = sampleHistory().followings[0]!.bytes;
  const followed = (until: number, more: Partial<History> = {}): History =>
    sampleHistory({ followings: [{ run: 'r1', bytes, complete: false, jumps: [], until }], ...more });

  it('is wronged where a scheduler that was ready did not tell of the end for long', () => {
    expect(checkHistory(followed(60_000))).toEqual([
      {
        promise: 'followers get every byte once',
        words: 'follower of run r1 was not told of its end, which was 58.0 s before; a scheduler was ready for 58.0 s of them'
      }
    ]);
  });

  it('may give up before that, or where no scheduler was ready, or where the disk was full', () => {
    expect(checkHistory(followed(40_000))).toEqual([]);
    expect(checkHistory(followed(60_000, { schedulers: successor(2_100, 30_000) }))).toEqual([]);
    expect(checkHistory(followed(60_000, { faults: [faultOf('fill_disk', { from: 2_000, until: 30_000 })] }))).toEqual([]);
  });
});
