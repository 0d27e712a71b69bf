import { parseJson, type Json } from '../../../protocol/json';
import type { Run } from '../../../protocol/run';
import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS, JSON_OPTION } from '../arguments/shared-options';
import { connect } from '../client/connect';
import { askAboutTask } from '../client/find-named';
import { followRun } from '../client/follow-run';
import { questions } from '../client/questions';
import { EXIT, fail, type ExitCode, type Reply } from '../exit-codes';
import { describeEnd } from '../print/describe-run';
import { printJson } from '../print/print-json';

const DISCARD = { write: () => Promise.resolve() };

export const runCommand = defineCommand({
  name: 'run',
  summary: 'Run a task now and follow its log to the end',
  notes: 'Ends with 0 when the run succeeds, 124 when it times out, else with 1. Ctrl-C stops following; the run goes on.',
  arguments: ['TASK'],
  options: {
    arg: {
      type: 'list',
      value: 'NAME=VALUE',
      help: 'an argument of this run; the value is JSON, or else a text; may be given several times'
    },
    ...CONNECTION_OPTIONS,
    json: { ...JSON_OPTION.json, help: 'print the run as it ended, instead of its log' }
  },
  run: async invocation => {
    const { options, given, out, err, signal } = invocation;
    const args = readArguments(options.arg);
    if (!args.ok) {
      return args;
    }
    const client = connect(invocation);
    const queued = await askAboutTask(client, given.TASK, task => questions.runNow(task, args.value));
    if (!queued.ok) {
      return queued;
    }
    const { id } = queued.value;
    await err.line(`run ${id} of ${given.TASK} is queued`);
    const ended = await followRun(client, { run: id, offset: 0, out: options.json ? DISCARD : out, signal });
    if (!ended.ok) {
      return ended;
    }
    if (ended.value === null) {
      await err.line(
        `no longer following run ${id}, which goes on; \`peach logs -f ${id}\` follows it again, \`peach stop ${id}\` ends it`
      );
      return { ok: true, value: EXIT.interrupted };
    }
    if (options.json) {
      await printJson(out, ended.value);
    }
    await err.line(describeEnd(ended.value));
    return { ok: true, value: exitOf(ended.value) };
  }
});

/** Of `NAME=VALUE` each; the last one counts. */
function readArguments(given: readonly string[]): Reply<Readonly<Record<string, Json>>> {
  const args: Record<string, Json> = {};
  for (const text of given) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      return fail(EXIT.usage, `--arg ${text} is no NAME=VALUE; write one such as --arg days=7`);
    }
    args[name] = (parseJson(value) ?? value) as Json;
  }
  return { ok: true, value: args };
}

function exitOf(run: Run): ExitCode {
  if (run.status === 'SUCCESS') {
    return EXIT.good;
  }
  return run.status === 'TIMED_OUT' ? EXIT.timedOut : EXIT.failed;
}
