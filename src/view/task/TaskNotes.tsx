import { Button } from '../controls/Button';
import { Note } from '../controls/Note';
import type { Task } from '../../protocol/task';
import { placeOf, ProblemPlace, ProblemWords } from '../tasks/ProblemText';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import { runWithoutSpark } from './never-started';

const INSTALL_SPARK = "pip install 'peach-lab[spark]'";

export type TaskNotesProps = { readonly task: Task; readonly openFile: TasksInformationActions['openFile'] };

/** What keeps the chosen task from running, and the way out. */
export function TaskNotes({ task, openFile }: TaskNotesProps) {
  const withoutSpark = runWithoutSpark(task);
  if (!task.invalid && withoutSpark === null) {
    return null;
  }
  return (
    <div className="jp-peach-Notes">
      {task.invalid && <InvalidNotes task={task} openFile={openFile} />}
      {withoutSpark !== null && <SparkNote task={task} reason={withoutSpark.reason} openFile={openFile} />}
    </div>
  );
}

function InvalidNotes({ task, openFile }: TaskNotesProps) {
  const { repository } = task.code;
  const [first] = task.problems;
  return (
    <>
      {task.problems.map((problem, place) => (
        <Note key={place} icon="triangle">
          <ProblemPlace problem={problem} repository={repository} openFile={openFile} tabStop />
          <br />
          <ProblemWords problem={problem} />
        </Note>
      ))}
      <div className="jp-peach-Row">
        <span className="jp-peach-grow">{task.name} keeps its history and is not run. The other tasks go on.</span>
        {first !== undefined && openFile !== null && (
          <Button label="Open file" look="box" onPress={() => openFile(placeOf(first, repository))} />
        )}
      </div>
    </>
  );
}

function SparkNote({ task, reason, openFile }: TaskNotesProps & { readonly reason: string | null }) {
  return (
    <>
      <Note icon="cross">
        <div className="jp-peach-strong">{task.name} failed: Spark is not installed</div>
        Run <code>{INSTALL_SPARK}</code> where the scheduler runs, or configure a cluster, or let the task run with python.
        {reason !== null && <div className="jp-peach-small">{reason}</div>}
      </Note>
      <div className="jp-peach-Row">
        <Button label="Copy command" look="box" onPress={() => void navigator.clipboard.writeText(INSTALL_SPARK)} />
        {task.file !== null && openFile !== null && <Button label="Open file" look="box" onPress={() => openFile(definitionOf(task))} />}
      </div>
    </>
  );
}

function definitionOf(task: Task) {
  return { repository: task.code.repository, file: task.file ?? '', line: task.line ?? 1, column: 1 };
}
