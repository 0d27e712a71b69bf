import { vi } from 'vitest';
import type { TopicEvent } from '../../../../client/topic-event';
import { formatTopic } from '../../../../protocol/events';
import type { CommitHash, RunId, TaskId } from '../../../../protocol/identity';
import type { Run } from '../../../../protocol/run';
import type { Trial } from '../../../../protocol/trial';
import type { RegisterServices } from '../../register-services';
import { answered } from '../../test-support/register-fixtures';

/** A trial that waits, but for what `changes` say. */
export function sampleTrial(changes: Partial<Trial> = {}, run: Partial<Run> = {}): Trial {
  return {
    run: {
      id: '018bcfe5-6801-7000-8000-000000000001' as RunId,
      task: '00000000-0000-4000-8000-000000000001' as TaskId,
      organisation: 'debr',
      version: 'aaaaaaa',
      commit: { hash: 'a'.repeat(40) as CommitHash, author: 'working copy', subject: 'Trial', time: '2026-11-20T14:00:00.000Z' },
      status: 'QUEUED',
      reason: null,
      queued_at: '2026-11-20T14:00:00.000Z',
      started_at: null,
      ended_at: null,
      duration: null,
      trigger: 'trial',
      executor: 'python',
      attempt: 1,
      job: null,
      exit_code: null,
      signal: null,
      external: null,
      cpu_seconds: null,
      peak_memory: null,
      log_bytes: 0,
      environment: null,
      trial: true,
      parent: null,
      result: null,
      ...run
    },
    name: 'fresh',
    step: 'waiting',
    requirements: [],
    ...changes
  };
}

/** Everything that trials use of the API answers well. */
export function fakeTrialApi() {
  return {
    startTrial: vi.fn<RegisterServices['api']['startTrial']>(() => answered(sampleTrial())),
    stop: vi.fn<RegisterServices['api']['stop']>(() => answered(sampleTrial().run)),
    log: vi.fn<RegisterServices['api']['log']>(() => answered(new Uint8Array())),
    logLines: vi.fn<RegisterServices['api']['logLines']>(() =>
      answered({ size: 0, block_bytes: 32_768, lines: [], begins: true, gap: null })
    ),
    logTimes: vi.fn<RegisterServices['api']['logTimes']>(() => answered({ entries: [], gap: null }))
  };
}

type Connection = Awaited<ReturnType<RegisterServices['connection']>>;

/** A connection that is live; `tell` says what comes over it. */
export function quietConnection(): Connection & {
  readonly tell: (topic: string, event: TopicEvent) => void;
  readonly topics: () => string[];
} {
  const listeners = new Map<string, (event: TopicEvent) => void>();
  return {
    state: { getSnapshot: () => LIVE, subscribe: () => () => undefined },
    subscribe: (topic, listener) => {
      listeners.set(formatTopic(topic), listener);
      return () => listeners.delete(formatTopic(topic));
    },
    tell: (topic, event) => listeners.get(topic)?.(event),
    topics: () => [...listeners.keys()]
  };
}

const LIVE = { kind: 'live' } as const;
