import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS, JSON_OPTION } from '../arguments/shared-options';
import { connect } from '../client/connect';
import { findRun } from '../client/find-named';
import { questions } from '../client/questions';
import { EXIT } from '../exit-codes';
import { printJson } from '../print/print-json';

export const stopCommand = defineCommand({
  name: 'stop',
  summary: 'End a run and everything that it started',
  arguments: ['RUN'],
  options: { ...CONNECTION_OPTIONS, ...JSON_OPTION },
  run: async invocation => {
    const { options, given, out } = invocation;
    const run = await findRun(connect(invocation), given.RUN, questions.stop);
    if (!run.ok) {
      return run;
    }
    await (options.json
      ? printJson(out, run.value)
      : out.line(`run ${run.value.id} is being ended; \`peach runs show ${run.value.id}\` shows how it ended`));
    return { ok: true, value: EXIT.good };
  }
});
