import { Button } from '../controls/Button';
import { Message } from '../controls/Message';
import { nextLapText } from '../lap/lap-text';
import type { Organisation } from '../../protocol/organisation';
import type { Task } from '../../protocol/task';
import { dueText, parseTime, type TimeFrame } from '../words/time-text';
import { taskPermissions } from './task-permissions';

export type NoExecutionProps = {
  readonly task: Task;
  readonly organisation: Organisation | null;
  readonly live: boolean;
  readonly frame: TimeFrame;
  readonly onRunNow: () => void;
};

export function NoExecution({ task, organisation, live, frame, onRunNow }: NoExecutionProps) {
  const refusal = taskPermissions(task, live).runNow;
  return (
    <Message
      icon="clock"
      title={`${task.name} has not run yet`}
      buttons={<Button label="Run now" look="accept" refusal={refusal} onPress={onRunNow} />}
    >
      {refusal === null || !live ? firstTurn(task, organisation, frame) : `It is not run: ${refusal}.`}
    </Message>
  );
}

function firstTurn(task: Task, organisation: Organisation | null, frame: TimeFrame): string {
  const repository = organisation?.repositories.find(one => one.url === task.code.repository);
  const branch = repository?.branch ?? 'master';
  if (task.trigger.kind === 'schedule') {
    const due = parseTime(task.next_due);
    return `It is on ${branch} and runs by its schedule${due === null ? '' : `, next due ${dueText(due, frame)}`}.`;
  }
  const own = organisation?.loop.name === task.trigger.loop ? organisation.loop : null;
  const expected = own === null ? null : nextLapText(own, frame);
  return `It is on ${branch} and joins the next lap${expected === null ? '' : `, expected ${expected}`}.`;
}
