import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { DueTime } from '../../../protocol/due-time';
import type { Health } from '../../../protocol/health';
import { parseTaskId, type RunId, type TaskId } from '../../../protocol/identity';
import type { NotebookTasks } from '../../../protocol/notebook-tasks';
import type { Notification } from '../../../protocol/notification';
import type { Loop, Organisation, Repository } from '../../../protocol/organisation';
import type { PreflightAnswer } from '../../../protocol/preflight';
import { hasEnded, type Run, type RunStatus } from '../../../protocol/run';
import type { Task } from '../../../protocol/task';
import type { Trial } from '../../../protocol/trial';
import type { CommitAnswer, WorkingCopy, WorkingFile } from '../../../protocol/working-copy';
import type { DomainEvent, IEvents } from '../../ports';
import type { ICommands, IQueries, SchedulerServices } from '../../services/scheduler-services';
import { fakeRun, fakeTrial } from './fake-data';
import { FakeLogs } from './fake-logs';

const WORKING_COPY: WorkingCopy = {
  root: '/home/ada/work',
  path: 'train.ipynb',
  branch: 'master',
  runs_from: 'master',
  served: true,
  organisations: [],
  has_peach_yaml: false,
  executors: [],
  default_executor: 'python'
};

/** More than Linux gives to any process. */
const NO_PROCESS = 2 ** 22 + 1;

/** A scheduler in memory behind the real interfaces. Tests write its state, then publish what they changed. */
export class FakeScheduler {
  organisations: Organisation[] = [];
  sharedLoop: Loop | null = null;
  repositories: Repository[] = [];
  tasks: Task[] = [];
  /** Newest last. */
  runs: Run[] = [];
  dueTimes: DueTime[] = [];
  trials: Trial[] = [];
  /** Loops; empty: everything. */
  readonly paused = new Set<string>();
  loops: { name: string; lap: number; standing_still: boolean }[] = [];
  notifications: Notification[] = [];
  readonly logs = new FakeLogs();
  readonly listeners = new Set<(event: DomainEvent) => void>();
  /** Root folders that are attached just now. */
  readonly attached: string[] = [];
  /** Every command with its arguments. */
  readonly calls: (readonly [string, unknown])[] = [];
  /** What the next commands answer instead. */
  refusal: Outcome<never> | null = null;
  readonly #ends = new Map<RunId, () => void>();

  get services(): SchedulerServices {
    return {
      queries: this.#queries(),
      commands: this.#commands(),
      logs: this.logs,
      events: this.#events(),
      runEnded: run => this.#runEnded(run)
    };
  }

  publish(event: DomainEvent): void {
    this.listeners.forEach(listener => listener(event));
  }

  replaceTask(task: Task): void {
    this.tasks = this.tasks.map(other => (other.id === task.id ? task : other));
    this.publish({ kind: 'task', task: task.id, organisation: task.organisation });
  }

  putRun(run: Run): void {
    this.runs = [...this.runs.filter(other => other.id !== run.id), run];
    this.publish({ kind: 'run', run: run.id, task: run.task, organisation: run.organisation });
  }

  endRun(id: RunId, status: RunStatus, reason: string | null = null): void {
    const run = this.runs.find(other => other.id === id)!;
    this.putRun({ ...run, status, reason, duration: 72 });
    this.publish({ kind: 'run', run: id, task: run.task, organisation: run.organisation, ended: true });
    this.#ends.get(id)?.();
  }

  #health(): Health {
    const started_at = '2026-03-02T12:00:00.000Z';
    return {
      version: '1.2.3',
      pid: NO_PROCESS,
      started_at,
      uptime: 10,
      owner: 'ada',
      state_dir: '/state',
      attached: this.attached.length,
      loops: this.loops,
      discoveries: []
    };
  }

  #queries(): IQueries {
    return {
      health: () => this.#health(),
      organisations: () => this.organisations,
      organisation: codops => this.organisations.find(other => other.codops === codops) ?? null,
      sharedLoop: () => this.sharedLoop,
      repositories: () => this.repositories,
      tasks: organisation => this.tasks.filter(task => organisation === null || task.organisation === organisation),
      task: id => this.tasks.find(task => task.id === id) ?? null,
      taskCounts: () =>
        this.tasks.map(({ organisation, name, id }) => {
          const count = (isSuccess: boolean): number =>
            this.runs.filter(run => run.task === id && run.ended_at !== null && (run.status === 'SUCCESS') === isSuccess).length;
          return { organisation, name, successes: count(true), failures: count(false) };
        }),
      findTask: text => this.tasks.find(task => task.key === text || (parseTaskId(text) !== null && task.id === text))?.id ?? null,
      runs: (task, page) =>
        [...this.runs]
          .reverse()
          .filter(run => run.task === task && (page.status ?? run.status) === run.status && (page.before === null || run.id < page.before))
          .slice(0, page.limit),
      history: (task, page) => this.#queries().runs(task, { ...page, status: null }),
      run: id => this.runs.find(run => run.id === id) ?? null,
      trial: id => this.trials.find(({ run }) => run.id === id) ?? null,
      dueTimes: (_task, { before, limit }) =>
        this.dueTimes.filter(({ due_at }) => before === null || Date.parse(due_at) < before).slice(0, limit),
      notifications: () => this.notifications,
      paused: loop => this.paused.has('') || (loop !== null && this.paused.has(loop))
    };
  }

  #commands(): ICommands {
    const answer = <T>(name: string, input: unknown, value: T): Promise<Outcome<T>> => {
      this.calls.push([name, input]);
      return Promise.resolve(this.refusal ?? done(value));
    };
    return {
      runNow: (task, args) => {
        this.calls.push(['runNow', args === null ? task : { task, args }]);
        if (this.refusal !== null) {
          return Promise.resolve(this.refusal);
        }
        const run = fakeRun(this.runs.length + 1, {
          task,
          status: 'QUEUED',
          trigger: 'run_now',
          started_at: null,
          ended_at: null,
          duration: null
        });
        this.putRun(run);
        return Promise.resolve(done(run));
      },
      stopRun: id => {
        this.calls.push(['stopRun', id]);
        const run = this.runs.find(other => other.id === id)!;
        return Promise.resolve(hasEnded(run.status) ? refuse('run_ended', `run ${id} has ended`) : done(run));
      },
      pauseTask: (task, paused) => this.#pause({ task, paused }, () => this.#changeTask(task, { paused })),
      pauseLoop: (loop, paused) => this.#pause({ loop, paused }, () => this.#pauseLoop(loop, paused)),
      pauseAll: paused => this.#pause({ paused }, () => this.#pauseLoop('', paused)),
      preflight: request => answer<PreflightAnswer>('preflight', request, { findings: [] }),
      startTrial: request => answer<Trial>('startTrial', request, fakeTrial(request.name)),
      workingCopy: path => answer('workingCopy', path, WORKING_COPY),
      notebookTasks: path =>
        answer<NotebookTasks>('notebookTasks', path, { repository: null, branch: null, commit: null, sources: [], tasks: [] }),
      workingFile: (root, path) => answer<WorkingFile>('workingFile', { root, path }, { path, text: 'codops: debr\n', changed: false }),
      writeWorkingFile: request =>
        answer<WorkingFile>('writeWorkingFile', request, { path: request.path, text: request.text, changed: true }),
      commitWorkingFiles: request => answer<CommitAnswer>('commitWorkingFiles', request, { commit: 'a'.repeat(40), branch: 'master' }),
      attach: root => {
        this.attached.push(root);
        return done({ detach: () => void this.attached.splice(this.attached.indexOf(root), 1) });
      },
      shutdown: () => {
        this.calls.push(['shutdown', null]);
        return done(null);
      }
    };
  }

  #pause(what: unknown, work: () => void): Outcome<null> {
    this.calls.push(['pause', what]);
    if (this.refusal === null) {
      work();
    }
    return this.refusal ?? done(null);
  }

  #pauseLoop(loop: string, paused: boolean): void {
    if (paused) {
      this.paused.add(loop);
    } else {
      this.paused.delete(loop);
    }
  }

  #changeTask(id: TaskId, changes: Partial<Task>): void {
    this.tasks.filter(task => task.id === id).forEach(task => this.replaceTask({ ...task, ...changes }));
  }

  #events(): IEvents {
    return {
      publish: event => this.publish(event),
      subscribe: listener => {
        this.listeners.add(listener);
        return () => void this.listeners.delete(listener);
      }
    };
  }

  #runEnded(id: RunId): Promise<void> {
    const run = this.runs.find(other => other.id === id);
    return run === undefined || hasEnded(run.status) ? Promise.resolve() : new Promise(resolve => this.#ends.set(id, resolve));
  }
}
