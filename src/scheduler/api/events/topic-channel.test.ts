import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { taskId } from '../test-support/fake-data';
import { TopicChannel, type TopicUpdate } from './topic-channel';
import type { ITopicView } from './topic-view';

const event = { kind: 'task', task: taskId(1), organisation: 'debr' } as const;

let reads: number;
/** What each reading costs, and what they have cost together, in milliseconds. */
let cost: number;
let spent: number;
const view: ITopicView = {
  snapshot: () => ({ kind: 'log', run: null }),
  note: () => true,
  changes: () => {
    reads += 1;
    spent += cost;
    return [{ kind: 'repository_gone', url: 'x' }];
  }
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(performance, 'now').mockImplementation(() => Date.now() + spent);
  reads = 0;
  cost = 0;
  spent = 0;
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function follow(): { channel: TopicChannel; updates: TopicUpdate[]; end: () => void } {
  const channel = new TopicChannel(view, error => {
    throw error;
  });
  const updates: TopicUpdate[] = [];
  return { channel, updates, end: channel.follow(update => updates.push(update)) };
}

describe('TopicChannel', () => {
  it('tells the first change at once, and reads once for all events of that moment', () => {
    const { channel, updates } = follow();

    for (let number = 0; number < 100; number += 1) {
      channel.note(event);
    }
    vi.advanceTimersByTime(1);

    expect(reads).toBe(1);
    expect(updates).toEqual([{ kind: 'changes', changes: ['{"kind":"repository_gone","url":"x"}'] }]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells what follows a quiet time at once, eight updates long, then lets 16 ms pass between two', () => {
    const { channel } = follow();
    for (let update = 1; update <= 8; update += 1) {
      channel.note(event);
      vi.advanceTimersByTime(1);
      expect(reads).toBe(update);
    }

    for (let update = 9; update <= 11; update += 1) {
      channel.note(event);
      vi.advanceTimersByTime(7);
      expect(reads).toBe(update - 1);
      vi.advanceTimersByTime(9);
      expect(reads).toBe(update);
    }
  });

  it('rests four times as long as an update took', () => {
    cost = 50;
    const { channel } = follow();
    channel.note(event);
    vi.advanceTimersByTime(1);

    channel.note(event);
    vi.advanceTimersByTime(190);
    expect(reads).toBe(1);

    vi.advanceTimersByTime(20);
    expect(reads).toBe(2);
  });

  it('leaves no timer when the last follower goes', () => {
    const { channel, end } = follow();
    channel.note(event);

    end();

    expect(vi.getTimerCount()).toBe(0);
    expect(channel.empty).toBe(true);
  });
});
