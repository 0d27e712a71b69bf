import { Button } from '../controls/Button';
import { CodeText } from '../controls/CodeText';
import { Note } from '../controls/Note';
import { sentence } from '../controls/sentence';
import type { Task } from '../../protocol/task';
import { placeOf, ProblemPlace, ProblemWords } from '../tasks/ProblemText';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import { runWithoutSpark } from './never-started';

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
  const words = reason?.replace(/^Spark is missing: /, '') ?? 'let the task run with `executor: python`';
  return (
    <>
      <Note icon="cross">
        <div className="jp-peach-strong">{task.name} failed: Spark is missing</div>
        <CodeText text={sentence(words)} />
      </Note>
      {task.file !== null && openFile !== null && (
        <div className="jp-peach-Row">
          <Button label="Open file" look="box" onPress={() => openFile(definitionOf(task))} />
        </div>
      )}
    </>
  );
}

function definitionOf(task: Task) {
  return { repository: task.code.repository, file: task.file ?? '', line: task.line ?? 1, column: 1 };
}
