import { versionOf } from '../../protocol/identity';
import type { Notification } from '../../protocol/notification';
import type { Run } from '../../protocol/run';
import type { Judgement } from './judge-runs';

/** What is sent of a judgement. `success`: the last one before the failures, null where there was none. */
export function notificationOf(input: {
  readonly task: string;
  readonly judgement: Judgement;
  readonly run: Run;
  readonly success: Run | null;
}): Notification {
  const { task, judgement, run, success } = input;
  const { kind, failures } = judgement;
  const times = failures === 1 ? 'once' : `${failures} times in a row`;
  const made = `version ${run.version} by ${run.commit.author}: ${run.commit.subject}`;
  const last = success === null ? 'it never succeeded before' : `last success with version ${versionOf(success.commit.hash)}`;
  const text =
    kind === 'failing'
      ? `${task} failed ${times}: ${run.reason ?? run.status} (${made}; ${last})`
      : `${task} works again, after it had failed ${times} (${made})`;
  return { text, kind, task, failures, run, commits: { from: success?.commit.hash ?? null, to: run.commit.hash } };
}
