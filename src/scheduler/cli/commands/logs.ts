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
    const written =
      options.follow && options.tail === null
        ? { ok: true as const, value: 0 }
        : await printLog(client, `/api/runs/${id}/log${tailOf(options.tail)}`, out);
    if (!written.ok || !options.follow) {
      return written.ok ? { ok: true, value: EXIT.good } : written;
    }
    const ended = await followRun(client, { run: id, offset: written.value, out, signal });
    return ended.ok ? { ok: true, value: ended.value === null ? EXIT.interrupted : EXIT.good } : ended;
  }
});

function tailOf(lines: string | null): string {
  return lines === null ? '' : `?tail=${lines}`;
}

/** Copies the log as it stands; answers the offset of the byte that comes next. */
async function printLog(client: ApiClient, path: string, out: IOutput): Promise<Reply<number>> {
  const opened = await client.open(path);
  if (!opened.ok) {
    return opened;
  }
  let offset = Number(opened.value.headers.get('peach-log-offset') ?? 0);
  const reader = opened.value.body?.getReader();
  try {
    for (let piece = await reader?.read(); piece?.done === false && !out.closed.aborted; piece = await reader?.read()) {
      offset += piece.value.length;
      await out.write(piece.value);
    }
    await reader?.cancel();
  } catch {
    return fail(EXIT.unreachable, `lost the scheduler at byte ${offset} of the log; ask again`);
  }
  return { ok: true, value: offset };
}
