import type { ChangeData, SnapshotData } from '../../../protocol/events';
import { METADATA_LOOP, type TaskId } from '../../../protocol/identity';
import type { Task } from '../../../protocol/task';
import type { DomainEvent } from '../../ports';
import type { IQueries } from '../../services/scheduler-services';
import { taskProgress } from './task-progress';
import type { ITopicView } from './topic-view';

/** Topic `tasks:<organisation>`. */
export class TasksView implements ITopicView {
  readonly #queries: IQueries;
  readonly #codops: string;
  /** In the order of the snapshot that the followers have. */
  #known: Map<TaskId, string> | null = null;
  #laps = '';
  #present = false;
  #tasks = new Set<TaskId>();
  #organisation = false;
  #suspicion: 'none' | 'lap' | 'all' = 'none';

  constructor(queries: IQueries, codops: string) {
    this.#queries = queries;
    this.#codops = codops;
  }

  snapshot(): SnapshotData {
    const tasks = this.#queries.tasks(this.#codops);
    if (this.#known === null) {
      this.#remember(tasks);
    }
    return { kind: 'tasks', organisation: this.#queries.organisation(this.#codops), tasks };
  }

  note(event: DomainEvent): boolean {
    if (event.kind === 'repository') {
      this.#suspicion = 'all';
      this.#organisation = true;
      return true;
    }
    if (event.kind === 'notification' || event.kind === 'trial') {
      return false;
    }
    const own = event.organisation === this.#codops;
    // A run may begin a lap, and the shared loop's lap moves tasks of every organisation that has one in it.
    const lapMayMove = own || event.kind === 'run' || event.organisation === METADATA_LOOP;
    this.#suspicion = lapMayMove && this.#suspicion === 'none' ? 'lap' : this.#suspicion;
    this.#organisation ||= own;
    if (own && event.kind !== 'organisation') {
      this.#tasks.add(event.task);
    }
    return lapMayMove;
  }

  changes(): readonly ChangeData[] | null {
    const [ids, suspicion, withOrganisation] = [this.#tasks, this.#suspicion, this.#organisation];
    this.#tasks = new Set();
    this.#suspicion = 'none';
    this.#organisation = false;
    const known = this.#known ?? new Map<TaskId, string>();
    if (suspicion === 'all' || (suspicion === 'lap' && this.#lapMoved())) {
      const all = this.#queries.tasks(this.#codops);
      if (all.length !== known.size || ![...known.keys()].every((id, place) => id === all[place]?.id)) {
        return this.#startAgain(all);
      }
      all.filter(task => known.get(task.id) !== taskProgress(task)).forEach(task => ids.add(task.id));
    }
    const tasks = [...ids].map(id => this.#queries.task(id));
    const organisation = this.#queries.organisation(this.#codops);
    const gone = organisation === null && this.#present;
    // A task that is new or gone changes the order too, which no single change tells.
    if (gone || tasks.some(task => task === null || !known.has(task.id))) {
      return this.#startAgain(this.#queries.tasks(this.#codops));
    }
    this.#present = organisation !== null;
    const changed = tasks.filter(task => task !== null);
    changed.forEach(task => known.set(task.id, taskProgress(task)));
    const changes: ChangeData[] = changed.map(task => ({ kind: 'task', task }));
    return withOrganisation && organisation !== null ? [...changes, { kind: 'organisation', organisation }] : changes;
  }

  #startAgain(tasks: readonly Task[]): null {
    this.#remember(tasks);
    return null;
  }

  #remember(tasks: readonly Task[]): void {
    this.#known = new Map(tasks.map(task => [task.id, taskProgress(task)]));
    this.#laps = this.#readLaps();
    this.#present = this.#queries.organisation(this.#codops) !== null;
  }

  #lapMoved(): boolean {
    const before = this.#laps;
    this.#laps = this.#readLaps();
    return this.#laps !== before;
  }

  #readLaps(): string {
    const loops = this.#queries.health().loops.filter(loop => loop.name === this.#codops || loop.name === METADATA_LOOP);
    return loops.map(loop => `${loop.name} ${loop.lap}`).join();
  }
}
