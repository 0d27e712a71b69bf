import { expect, it } from 'vitest';
import type { RunId } from '../../../protocol/identity';
import type { Run } from '../../../protocol/run';
import type { ILogs } from '../../ports';
import { createReadLogs, type ReadLogs } from './read-logs';

const DAY = 86_400_000;
const RUN = 'r1' as RunId;
const ENDED = { status: 'SUCCESS', log_bytes: 4, queued_at: new Date(0).toISOString(), ended_at: new Date(0).toISOString() } as Run;
const REMOVED = 'this log was removed after 30 days\n';

/** Logs of one run; `text` null: there is no file. */
function logsOf(run: Partial<Run> | null, of: { readonly text: string | null; readonly removedAt?: number }): ReadLogs {
  const bytes = new TextEncoder().encode(of.text ?? '');
  const logs: ILogs = {
    size: () => Promise.resolve(bytes.length),
    gap: () => Promise.resolve(null),
    read: (_run, from, to) => Promise.resolve({ offset: from, bytes: bytes.subarray(from, to) }),
    tailOffset: () => Promise.resolve(2),
    times: () => Promise.resolve([]),
    follow: async function* (_run, offset, { ended }) {
      yield { offset, bytes: bytes.subarray(offset), index: [], gap: null };
      await ended;
    }
  };
  return createReadLogs({
    store: { run: () => (run === null ? null : { ...ENDED, ...run }), logRemovedAt: () => of.removedAt ?? null },
    logs
  });
}

const text = async (logs: ReadLogs): Promise<string> => new TextDecoder().decode((await logs.read(RUN, 0, await logs.size(RUN))).bytes);
const stop = new AbortController();

it('hands out a log that is there', async () => {
  expect(await text(logsOf({}, { text: 'abcd' }))).toBe('abcd');
});

it('says of a log that was removed that it was, and when', async () => {
  const logs = logsOf({}, { text: null, removedAt: 30 * DAY });

  expect(await text(logs)).toBe(REMOVED);
  expect(await logs.tailOffset(RUN, 1)).toBe(0);
});

it('says of a log that is just not there that nobody here removed it', async () => {
  expect(await text(logsOf({}, { text: null }))).toContain('not there any more');
});

it.each([
  ['is open', { status: 'RUNNING', ended_at: null, log_bytes: 0 }],
  ['printed nothing', { log_bytes: 0 }]
] as const)('leaves the log of a run empty that %s', async (_, run) => {
  expect(await text(logsOf(run, { text: null, removedAt: 30 * DAY }))).toBe('');
});

it('shows the words to whoever follows, and ends', async () => {
  const chunks = [];
  for await (const chunk of logsOf({}, { text: null, removedAt: 30 * DAY }).follow(RUN, 5, {
    ended: Promise.resolve(),
    signal: stop.signal
  })) {
    chunks.push(chunk);
  }

  expect(chunks.map(({ offset, bytes }) => [offset, new TextDecoder().decode(bytes)])).toEqual([[5, REMOVED.slice(5)]]);
});

it('knows who follows, as long as he does', async () => {
  const logs = logsOf({}, { text: 'abcd' });
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const [one, other] = [0, 0].map(offset => logs.follow(RUN, offset, { ended, signal: stop.signal })[Symbol.asyncIterator]());
  expect(logs.isRead(RUN)).toBe(false);

  await one?.next();
  await other?.next();
  await other?.return?.();
  expect(logs.isRead(RUN)).toBe(true);

  resolve();
  await one?.next();
  expect(logs.isRead(RUN)).toBe(false);
});
