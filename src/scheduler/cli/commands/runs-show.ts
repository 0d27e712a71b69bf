import type { Run } from '../../../protocol/run';
import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS, JSON_OPTION } from '../arguments/shared-options';
import { connect } from '../client/connect';
import { findRun } from '../client/find-named';
import { questions } from '../client/questions';
import { EXIT } from '../exit-codes';
import { durationOf } from '../print/describe-run';
import { formatTime } from '../print/format-time';
import { plainText } from '../print/plain-text';
import { printJson } from '../print/print-json';

export const runsShowCommand = defineCommand({
  name: 'runs show',
  summary: 'Show everything about one run',
  arguments: ['RUN'],
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  run: async invocation => {
    const { options, given, out } = invocation;
    const run = await findRun(connect(invocation), given.RUN, questions.run);
    if (!run.ok) {
      return run;
    }
    await (options.json ? printJson(out, run.value) : out.line(describeRun(run.value)));
    return { ok: true, value: EXIT.good };
  }
});

function describeRun(run: Run): string {
  const { commit } = run;
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['run', run.id],
    ['task', run.task],
    ['organisation', run.organisation],
    ['version', `${run.version} ${commit.author}: ${commit.subject}`],
    ['status', run.status],
    ['reason', run.reason],
    ['queued', formatTime(run.queued_at)],
    ['started', formatTime(run.started_at)],
    ['ended', formatTime(run.ended_at)],
    ['time taken', durationOf(run, Date.now())],
    ['trigger', run.trigger],
    ['executor', run.executor],
    ['attempt', run.attempt],
    ['exit code', run.exit_code],
    ['signal', run.signal],
    ['CPU', run.cpu_seconds === null ? null : `${run.cpu_seconds.toFixed(1)} s`],
    ['peak memory', run.peak_memory === null ? null : `${(run.peak_memory / 2 ** 20).toFixed(0)} MiB`],
    ['log', `${run.log_bytes} bytes`],
    ['environment', run.environment],
    ['result', run.result === null ? null : JSON.stringify(run.result)]
  ];
  const known = facts.filter(([, value]) => value !== null && value !== '');
  const width = Math.max(...known.map(([name]) => name.length));
  return known.map(([name, value]) => `${name.padEnd(width)}  ${plainText(String(value))}`).join('\n');
}
