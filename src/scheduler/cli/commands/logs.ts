import { parseRunId } from '../../../protocol/identity';
import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS } from '../arguments/shared-options';
import type { ApiClient } from '../client/api-client';
import { connect } from '../client/connect';
import { findRunOrNewest } from '../client/find-named';
import { followRun } from '../client/follow-run';
import { EXIT, fail, type Reply } from '../exit-codes';
import type { IOutput } from '../print/output';

export const logsCommand = defineCommand({
  name: 'logs',
  summary: 'Print the log of a run, or of a task’s newest run',
  arguments: ['RUN'],
  options: {
    follow: { type: 'boolean', short: 'f', help: 'go on until the run has ended' },
    tail: { type: 'string', value: 'N', help: 'only the last N lines, and what follows' },
    ...CONNECTION_OPTIONS
  },
  run: async invocation => {
    const { options, given, out, err, signal } = invocation;
    if (options.tail !== null && !/^\d{1,7}$/.test(options.tail)) {
      return fail(EXIT.usage, `--tail ${options.tail} is no number of lines; use 0 to 9999999`);
    }
    const client = connect(invocation);
    const run = await findRunOrNewest(client, given.RUN);
    if (!run.ok) {
      return run;
    }
    const { id } = run.value;
    if (parseRunId(given.RUN) !== id) {
      await err.line(`run ${id}`);
    }
    const path = `/api/runs/${id}/log${tailOf(options.tail)}`;
    if (!options.follow) {
      return printLog(client, path, out);
    }
    const offset = options.tail === null ? { ok: true as const, value: 0 } : await offsetOf(client, path);
    if (!offset.ok) {
      return offset;
    }
    const ended = await followRun(client, { run: id, offset: offset.value, out, signal });
    return ended.ok ? { ok: true, value: ended.value === null ? EXIT.interrupted : EXIT.good } : ended;
  }
});

function tailOf(lines: string | null): string {
  return lines === null ? '' : `?tail=${lines}`;
}

/** Where the log at `path` begins in the whole stream. */
async function offsetOf(client: ApiClient, path: string): Promise<Reply<number>> {
  const opened = await client.open(path);
  if (!opened.ok) {
    return opened;
  }
  await opened.value.body?.cancel();
  return { ok: true, value: Number(opened.value.headers.get('peach-log-offset') ?? 0) };
}

/** Copies the log as it stands. */
async function printLog(client: ApiClient, path: string, out: IOutput): Promise<Reply<number>> {
  const opened = await client.open(path);
  if (!opened.ok) {
    return opened;
  }
  const reader = opened.value.body?.getReader();
  try {
    for (let piece = await reader?.read(); piece?.done === false && !out.closed.aborted; piece = await reader?.read()) {
      await out.write(piece.value);
    }
    await reader?.cancel();
  } catch {
    return fail(EXIT.unreachable, 'lost the scheduler in the middle of the log; ask again');
  }
  return { ok: true, value: EXIT.good };
}
