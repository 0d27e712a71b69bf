import { formatProblem } from '../../../protocol/problem';
import type { Task } from '../../../protocol/task';
import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS, JSON_OPTION } from '../arguments/shared-options';
import { connect } from '../client/connect';
import { questions } from '../client/questions';
import { EXIT } from '../exit-codes';
import { durationOf } from '../print/describe-run';
import { formatTable, type Column } from '../print/format-table';
import { formatTime } from '../print/format-time';
import { plainText } from '../print/plain-text';
import { printJson } from '../print/print-json';

const COLUMNS: readonly Column[] = [
  { heading: 'TASK', align: 'left' },
  { heading: 'STATE', align: 'left' },
  { heading: 'LAST STATUS', align: 'left' },
  { heading: 'STARTED', align: 'right' },
  { heading: 'DURATION', align: 'right' },
  { heading: 'NEXT DUE', align: 'right' },
  { heading: 'NOTE', align: 'left' }
];

export const tasksCommand = defineCommand({
  name: 'tasks',
  summary: 'List tasks with their state and last run',
  arguments: [],
  options: {
    organisation: { type: 'string', value: 'CODOPS', help: 'only tasks of this organisation' },
    ...CONNECTION_OPTIONS,
    ...JSON_OPTION
  },
  run: async invocation => {
    const { options, out } = invocation;
    const answer = await connect(invocation).ask(questions.tasks(options.organisation));
    if (!answer.ok) {
      return answer;
    }
    const { tasks } = answer.value;
    if (options.json) {
      await printJson(out, answer.value);
    } else {
      await out.line(tasks.length === 0 ? 'no tasks' : taskLines(tasks, Date.now()).join('\n'));
    }
    return { ok: true, value: EXIT.good };
  }
});

function taskLines(tasks: readonly Task[], now: number): readonly string[] {
  const rows = tasks.map(task => {
    const { last_run: run } = task;
    const cells = run === null ? ['', '', ''] : [run.status, formatTime(run.started_at), durationOf(run, now)];
    return [task.key ?? task.id, task.state, ...cells, formatTime(task.next_due), noteOf(task)];
  });
  return [...formatTable(COLUMNS, rows), ...tasks.flatMap(task => task.problems.map(problem => plainText(formatProblem(problem))))];
}

/** Why a task does not run as others do. */
function noteOf(task: Task): string {
  const marks = (['removed', 'invalid', 'disabled'] as const).filter(mark => task[mark]);
  const paused = task.paused_by === null ? [] : [pausedWords(task.paused_by)];
  return [...marks, ...paused, ...(task.held === null ? [] : [`held: ${task.held}`])].join(', ');
}

function pausedWords(by: NonNullable<Task['paused_by']>): string {
  return by === 'task' ? 'paused' : `${by} paused`;
}
