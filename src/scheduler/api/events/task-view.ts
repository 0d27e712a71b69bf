import type { ChangeData, SnapshotData } from '../../../protocol/events';
import type { RunId, TaskId } from '../../../protocol/identity';
import type { DomainEvent } from '../../ports';
import type { IQueries } from '../../services/scheduler-services';
import { taskProgress } from './task-progress';
import type { ITopicView } from './topic-view';

/** Runs in a snapshot; older ones are paged over HTTP. */
const NEWEST_RUNS = 200;

/** Topic `task:<id>`. */
export class TaskView implements ITopicView {
  readonly #queries: IQueries;
  readonly #task: TaskId;
  #known: string | null = null;
  #runs = new Set<RunId>();
  #changed = false;

  constructor(queries: IQueries, task: TaskId) {
    this.#queries = queries;
    this.#task = task;
  }

  snapshot(): SnapshotData {
    const task = this.#queries.task(this.#task);
    const runs = task === null ? [] : this.#queries.runs(this.#task, { status: null, limit: NEWEST_RUNS, before: null });
    if (task !== null) {
      this.#known ??= taskProgress(task);
    }
    return { kind: 'task', task, runs };
  }

  note(event: DomainEvent): boolean {
    if (event.kind === 'notification' || event.kind === 'trial') {
      return false;
    }
    if (event.kind !== 'run' && event.kind !== 'task') {
      // A new lap or a detached repository changes the task's state without an event of its own.
      return true;
    }
    const own = event.task === this.#task;
    this.#changed ||= own;
    if (own && event.kind === 'run') {
      this.#runs.add(event.run);
    }
    return own || event.kind === 'run';
  }

  changes(): readonly ChangeData[] | null {
    const [ids, changed] = [this.#runs, this.#changed];
    this.#runs = new Set();
    this.#changed = false;
    const task = this.#queries.task(this.#task);
    if (task === null) {
      return this.#known === null ? [] : null;
    }
    const progress = taskProgress(task);
    const moved = changed || progress !== this.#known;
    this.#known = progress;
    const runs = [...ids].map(id => this.#queries.run(id)).filter(run => run !== null);
    const changes: ChangeData[] = runs.map(run => ({ kind: 'run', run }));
    return moved ? [...changes, { kind: 'task', task }] : changes;
  }
}
