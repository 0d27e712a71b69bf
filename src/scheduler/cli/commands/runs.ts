import type { Run } from '../../../protocol/run';
import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS, JSON_OPTION } from '../arguments/shared-options';
import { connect } from '../client/connect';
import { askAboutTask } from '../client/find-named';
import { questions } from '../client/questions';
import { EXIT } from '../exit-codes';
import { durationOf } from '../print/describe-run';
import { formatTable, type Column } from '../print/format-table';
import { formatTime } from '../print/format-time';
import { printJson } from '../print/print-json';

const COLUMNS: readonly Column[] = [
  { heading: 'RUN', align: 'left' },
  { heading: 'VERSION', align: 'left' },
  { heading: 'STARTED', align: 'right' },
  { heading: 'STATUS', align: 'left' },
  { heading: 'TIME TAKEN', align: 'right' },
  { heading: 'TRIGGER', align: 'left' },
  { heading: 'REASON', align: 'left' }
];

export const runsCommand = defineCommand({
  name: 'runs',
  summary: 'List the runs of a task, newest first',
  arguments: ['TASK'],
  options: {
    status: { type: 'string', value: 'STATUS', help: 'only runs with this status, e.g. FAILURE' },
    limit: { type: 'string', value: 'N', help: 'at most so many, 1 to 1000 (default 25)' },
    ...CONNECTION_OPTIONS,
    ...JSON_OPTION
  },
  run: async invocation => {
    const { options, given, out } = invocation;
    const page = { status: options.status?.toUpperCase() ?? null, limit: options.limit };
    const answer = await askAboutTask(connect(invocation), given.TASK, task => questions.runs(task, page));
    if (!answer.ok) {
      return answer;
    }
    const { runs } = answer.value;
    if (options.json) {
      await printJson(out, answer.value);
    } else {
      await out.line(runs.length === 0 ? 'no runs' : formatTable(COLUMNS, runs.map(rowOf)).join('\n'));
    }
    return { ok: true, value: EXIT.good };
  }
});

function rowOf(run: Run): readonly string[] {
  return [run.id, run.version, formatTime(run.started_at), run.status, durationOf(run, Date.now()), run.trigger, run.reason ?? ''];
}
