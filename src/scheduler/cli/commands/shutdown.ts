import { setTimeout as pause } from 'node:timers/promises';
import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS, JSON_OPTION } from '../arguments/shared-options';
import type { ApiClient } from '../client/api-client';
import { connect } from '../client/connect';
import { questions } from '../client/questions';
import { EXIT, fail } from '../exit-codes';
import { printJson } from '../print/print-json';

/** How long its end may take, and how often to look, in milliseconds. */
const PATIENCE = 10_000;
const EVERY = 50;

export const shutdownCommand = defineCommand({
  name: 'shutdown',
  summary: 'End the scheduler in order; runs that are under way go on',
  arguments: [],
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  run: async invocation => {
    const client = connect(invocation);
    const health = await client.ask(questions.health());
    if (!health.ok) {
      return health;
    }
    const answer = await client.ask(questions.shutdown());
    if (!answer.ok) {
      return answer;
    }
    const ownPid = invocation.options.url === null ? health.value.pid : null;
    if (!(await hasEnded(client, ownPid))) {
      return fail(
        EXIT.failed,
        `the scheduler (process ${health.value.pid}) has been asked to end and is still there; its own log has the reason`
      );
    }
    await (invocation.options.json
      ? printJson(invocation.out, answer.value)
      : invocation.out.line('the scheduler has ended; runs that were under way go on'));
    return { ok: true, value: EXIT.good };
  }
});

/** Whether it has gone: nothing answers, and its process, where that is on this machine, has ended. */
async function hasEnded(client: ApiClient, pid: number | null): Promise<boolean> {
  for (let waited = 0; waited < PATIENCE; waited += EVERY) {
    const health = await client.ask(questions.health());
    if (!health.ok && health.failure.exit === EXIT.unreachable && (pid === null || !isAlive(pid))) {
      return true;
    }
    await pause(EVERY);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
