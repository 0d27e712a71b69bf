import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunId, TaskId } from '../../protocol/identity';
import { nextTurn, type LoopMember } from './next-turn';

const member = (id: string, lap: number, runnable = true): LoopMember => ({ id: id as TaskId, lap, runnable });

/** The tasks that one lap gives a turn, when each turn is noted. */
function lapOf(members: readonly LoopMember[], lap: number): string[] {
  const laps = new Map(members.map(({ id, lap: last }) => [id, last]));
  const turns: string[] = [];
  for (;;) {
    const turn = nextTurn({ lap, waiting: [], members: members.map(each => ({ ...each, lap: laps.get(each.id) ?? 0 })) });
    if (turn.kind !== 'task') {
      return turns;
    }
    turns.push(turn.task);
    laps.set(turn.task, lap);
  }
}

describe('the next turn', () => {
  it('is that of who waits, before all others', () => {
    const waiting = { run: 'r1' as RunId, task: 'b' as TaskId, trigger: 'run_now' } as const;

    expect(nextTurn({ lap: 1, members: [member('a', 0)], waiting: [waiting] })).toEqual({ kind: 'waiting_run', waiting, task: 'b' });
  });

  it('is that of what is tried again after all others of the lap', () => {
    const waiting = { run: 'r1' as RunId, task: 'b' as TaskId, trigger: 'retry' } as const;

    expect(nextTurn({ lap: 1, members: [member('a', 0)], waiting: [waiting] })).toEqual({ kind: 'task', task: 'a' });
    expect(nextTurn({ lap: 1, members: [member('a', 1)], waiting: [waiting] })).toEqual({ kind: 'waiting_run', waiting, task: 'b' });
  });

  it('passes over tasks that can not run and those that had their turn', () => {
    const members = [member('a', 2), member('b', 1, false), member('c', 1)];

    expect(nextTurn({ lap: 2, members, waiting: [] })).toEqual({ kind: 'task', task: 'c' });
  });

  it('is nobody’s when the lap is over', () => {
    expect(nextTurn({ lap: 2, members: [member('a', 2)], waiting: [] })).toEqual({ kind: 'lap_over' });
  });

  it('comes to each runnable task exactly once a lap, in order', () => {
    const members = fc
      .array(fc.record({ lap: fc.integer({ min: 0, max: 3 }), runnable: fc.boolean() }), { maxLength: 12 })
      .map(list => list.map(({ lap, runnable }, index) => member(`t${index}`, lap, runnable)));
    fc.assert(
      fc.property(members, list => {
        const due = list.filter(({ runnable, lap }) => runnable && lap < 3).map(({ id }) => id);

        expect(lapOf(list, 3)).toEqual(due);
      })
    );
  });
});
