import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS, JSON_OPTION } from '../arguments/shared-options';
import { connect } from '../client/connect';
import { askAboutTask } from '../client/find-named';
import { questions } from '../client/questions';
import { EXIT } from '../exit-codes';
import { formatTable, type Column } from '../print/format-table';
import { formatTime } from '../print/format-time';
import { plainText } from '../print/plain-text';
import { printJson } from '../print/print-json';

const COLUMNS: readonly Column[] = [
  { heading: 'DUE', align: 'right' },
  { heading: 'OUTCOME', align: 'left' },
  { heading: 'RUN', align: 'left' },
  { heading: 'REASON', align: 'left' }
];

export const tasksDueCommand = defineCommand({
  name: 'tasks due',
  summary: 'Show what became of the due times of a task with a schedule, newest first',
  arguments: ['TASK'],
  options: { limit: { type: 'string', value: 'N', help: 'at most so many (default 25)' }, ...CONNECTION_OPTIONS, ...JSON_OPTION },
  run: async invocation => {
    const { options, given, out } = invocation;
    const answer = await askAboutTask(connect(invocation), given.TASK, task => questions.dueTimes(task, options.limit));
    if (!answer.ok) {
      return answer;
    }
    const rows = answer.value.due_times.map(due => [formatTime(due.due_at), due.outcome, due.run ?? '', plainText(due.reason ?? '')]);
    if (options.json) {
      await printJson(out, answer.value);
    } else {
      await out.line(rows.length === 0 ? 'no due time so far' : formatTable(COLUMNS, rows).join('\n'));
    }
    return { ok: true, value: EXIT.good };
  }
});
