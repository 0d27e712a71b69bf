import { beforeEach, describe, expect, it, vi, type Mock } from 'vitest';
import { FakeTimers } from '../../client/test-support/fake-timers';
import { sampleRunId } from '../../client/test-support/samples';
import type { LogMatch } from '../../protocol/log-lines';
import type { SearchLog } from '../tasks-information/tasks-information-actions';
import { createLogSearcher, type ILogSearcher } from './log-searcher';
import { matchText } from './match-text';

let timers: FakeTimers;
let searchLog: Mock<SearchLog>;
let searcher: ILogSearcher;

const match = (offset: number): LogMatch => ({ offset, line: 0, nth: 0 });
const found = (offsets: readonly number[], next: number, more = false) =>
  ({ ok: true, value: { matches: offsets.map(match), next, more } }) as const;
const query = (words: string) => ({ words, matchCase: false });
const [first, second] = [sampleRunId(1), sampleRunId(2)];

beforeEach(() => {
  timers = new FakeTimers();
  searchLog = vi.fn(() => Promise.resolve(found([], 0)));
  searcher = createLogSearcher((milliseconds, callback) => timers.after(milliseconds, callback));
  searcher.serve({ searchLog, changed: () => undefined, found: () => searcher.goTo(0) });
});

/** Lets what was asked for be answered, and what waits begin. */
async function pass(milliseconds: number): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    timers.advance(turn === 0 ? milliseconds : 0);
    await new Promise(resolve => setTimeout(resolve, 0));
  }
}

describe('the search through several logs', () => {
  it('looks in one after another, once nobody types any more', async () => {
    searchLog.mockResolvedValueOnce(found([5, 9], 20)).mockResolvedValueOnce(found([3], 20));
    searcher.lookIn([
      { run: first, lines: 4 },
      { run: second, lines: 2 }
    ]);
    searcher.search(query('t'));
    searcher.search(query('two'));
    expect(searcher.state).toMatchObject({ count: 0, busy: true });
    await pass(150);
    expect(searchLog.mock.calls.map(([run, { words, from }]) => [run, words, from])).toEqual([
      [first, 'two', 0],
      [second, 'two', 0]
    ]);
    expect(searcher.state).toEqual({ count: 3, more: false, busy: false, failure: null });
    expect(searcher.current()).toEqual(searcher.at(0));
    expect([searcher.at(1), searcher.at(2), searcher.at(3)]).toEqual([
      { run: first, match: match(9), place: 1 },
      { run: second, match: match(3), place: 2 },
      null
    ]);
  });

  it('goes on where a log grew, at the line that had not ended', async () => {
    searchLog.mockResolvedValueOnce(found([5, 9], 8)).mockResolvedValueOnce(found([9, 12], 20));
    searcher.lookIn([{ run: first, lines: 4 }]);
    searcher.search(query('two'));
    await pass(150);
    searcher.lookIn([{ run: first, lines: 6 }]);
    await pass(1000);
    expect(searchLog.mock.lastCall?.[1].from).toBe(8);
    expect([0, 1, 2].map(place => searcher.at(place)?.match.offset)).toEqual([5, 9, 12]);
    await pass(5000);
    expect(searchLog).toHaveBeenCalledTimes(2);
  });

  it('finds more where there were too many at once', async () => {
    searchLog.mockResolvedValueOnce(found([5], 8, true)).mockResolvedValueOnce(found([9], 20));
    searcher.lookIn([{ run: first, lines: 4 }]);
    searcher.search(query('two'));
    await pass(150);
    expect(searcher.state).toMatchObject({ count: 1, more: true });
    searcher.findMore();
    await pass(0);
    expect(searcher.state).toMatchObject({ count: 2, more: false });
  });

  it('takes back what nobody waits for any more', async () => {
    const cancelled = vi.fn();
    searchLog.mockImplementationOnce((_run, wish) => {
      void wish.cancelled.then(cancelled);
      return new Promise(() => undefined);
    });
    searcher.lookIn([{ run: first, lines: 4 }]);
    searcher.search(query('two'));
    await pass(150);
    searcher.search(query(''));
    await pass(150);
    expect([cancelled.mock.calls.length, searchLog.mock.calls.length]).toEqual([1, 1]);
  });

  it('says why it failed, and tries again with other words', async () => {
    searchLog.mockResolvedValueOnce({ ok: false, failure: { message: 'No answer.' } });
    searcher.lookIn([{ run: first, lines: 4 }]);
    searcher.search(query('two'));
    await pass(150);
    expect(searcher.state).toMatchObject({ failure: 'No answer.', busy: false });
    searcher.lookIn([{ run: first, lines: 5 }]);
    await pass(5000);
    expect(searchLog).toHaveBeenCalledTimes(1);
    searcher.search(query('three'));
    await pass(150);
    expect(searcher.state.failure).toBeNull();
  });
});

describe('the text beside the search', () => {
  const state = (count: number, changes = {}) => ({ count, more: false, busy: false, failure: null, ...changes });

  it.each([
    [matchText(state(1204), 2), '3 of 1,204'],
    [matchText(state(10_000, { more: true }), 0), '1 of 10,000+'],
    [matchText(state(5, { busy: true }), null), '5+'],
    [matchText(state(0, { busy: true }), null), 'searching…'],
    [matchText(state(0), null), 'no match'],
    [matchText(state(3, { failure: 'No answer.' }), 0), 'search failed']
  ])('is %s', (text, expected) => expect(text).toBe(expected));
});
