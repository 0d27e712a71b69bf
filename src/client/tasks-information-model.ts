import type { Topic } from '../protocol/events';
import type { RunId, TaskId } from '../protocol/identity';
import type { Answer } from './answer';
import type { IApiClient } from './api-client';
import { NOTHING_KNOWN, type ClientState } from './client-state';
import type { IConnection } from './connection';
import { createStore, type IObservable, type IStore } from './create-store';
import { createLogStore, type ILogStore } from './log-store';
import { logsToFollow } from './logs-to-follow';
import { reduce, type ClientEvent } from './reduce';
import { createJoin } from './join-runs';
import { createOlderRuns, type IOlderRuns } from './older-runs';
import {
  NOTHING_SELECTED,
  organisationToShow,
  recallRun,
  runToRemember,
  selectOrganisation,
  selectTask,
  taskToShow,
  type RememberedRun,
  type Selection
} from './selection';
import { runsWithLogs, showState } from './show-state';
import { createSingleRun, type ISingleRun } from './single-run';
import type { SchedulerStatus, TasksInformationState } from './tasks-information-state';
import type { ITimers } from './timers';
import { createTopicFollower, type ITopicFollower } from './topic-follower';

/** How often the Jupyter server is asked about the scheduler while there is no connection. Milliseconds. */
const STATUS_INTERVAL = 2000;

/** Where it is remembered what a person chose last. */
export interface ISelectionPreference {
  organisation(): string | null;
  saveOrganisation(codops: string): void;
  /** The task that was chosen last in an organisation. */
  task(codops: string): TaskId | null;
  saveTask(codops: string, task: TaskId): void;
  run(): RememberedRun | null;
  saveRun(run: RememberedRun | null): void;
}

export type TasksInformationOptions = {
  readonly connection: IConnection;
  readonly api: Pick<
    IApiClient,
    'runNow' | 'stop' | 'pauseTask' | 'pauseLoop' | 'log' | 'history' | 'run' | 'logLines' | 'logTimes' | 'searchLog'
  >;
  readonly timers: ITimers;
  readonly preference: ISelectionPreference;
  /** Whether a task is chosen without being asked for: where there is room for what it shows. */
  readonly choosesTask: boolean;
  /** How the scheduler is; rejects when the Jupyter server does not answer. */
  readonly schedulerStatus: () => Promise<SchedulerStatus>;
  /** UTF-8 to text, wrong bytes replaced. */
  readonly decode: (bytes: Uint8Array) => string;
};

/** What a person can do. Nothing here changes what is shown of tasks and runs: that comes back as an event. */
type TasksInformationModelActions = {
  readonly selectOrganisation: (codops: string) => void;
  readonly selectTask: (task: TaskId | null) => void;
  readonly selectRun: (run: RunId | null) => void;
  /** Logs show this execution only. */
  readonly showBelow: (run: RunId) => void;
  /** Logs show all executions. */
  readonly showAll: () => void;
  /** Loads the log of an older execution. */
  readonly loadLog: (run: RunId) => void;
  /** Goes on loading older executions where that failed. */
  readonly loadOlder: () => void;
  readonly runNow: (task: TaskId) => void;
  readonly stop: (run: RunId) => void;
  readonly setTaskPaused: (task: TaskId, paused: boolean) => void;
  readonly setLoopPaused: (loop: string, paused: boolean) => void;
  /** The whole log of a run, for a file. */
  readonly readLog: (run: RunId) => Promise<Answer<Uint8Array>>;
  /** Lines of a log are looked at: they are loaded where they are not. */
  readonly needLines: ILogStore['need'];
  readonly searchLog: IApiClient['searchLog'];
  readonly retryNow: () => void;
  readonly dismissFailure: () => void;
};

/** *Tasks information* without its looks: one for each place where the view stands. */
export interface ITasksInformationModel {
  readonly state: IObservable<TasksInformationState>;
  readonly actions: TasksInformationModelActions;
  /** Ends its subscriptions; the connection stays. */
  dispose(): void;
}

export function createTasksInformationModel(options: TasksInformationOptions): ITasksInformationModel {
  return new TasksInformationModel(options);
}

class TasksInformationModel implements ITasksInformationModel {
  readonly state: IStore<TasksInformationState>;
  readonly actions: TasksInformationModelActions;
  private known: ClientState = NOTHING_KNOWN;
  private selection: Selection = NOTHING_SELECTED;
  private scheduler: SchedulerStatus | null = null;
  private failure: string | null = null;
  private readonly logs: ILogStore;
  private readonly older: IOlderRuns;
  private readonly single: ISingleRun;
  private readonly join = createJoin();
  private readonly follower: ITopicFollower;
  private readonly leaveConnection: () => void;
  private cancelStatus = (): void => undefined;
  private disposed = false;

  constructor(private readonly options: TasksInformationOptions) {
    const { connection } = options;
    this.logs = createLogStore({ ...options, changed: () => this.show() });
    this.older = createOlderRuns({ api: options.api, changed: () => this.show() });
    this.single = createSingleRun({
      api: options.api,
      arrived: () => this.select(this.selection),
      failed: (id, failure) => {
        this.select({ ...this.selection, only: this.selection.only === id ? null : this.selection.only });
        this.fail(failure.message);
      }
    });
    this.follower = createTopicFollower(connection, event => this.learn(event));
    this.state = createStore(this.current());
    this.actions = this.createActions();
    this.leaveConnection = connection.state.subscribe(() => this.connectionChanged());
    this.followSelection();
    this.connectionChanged();
  }

  dispose(): void {
    this.disposed = true;
    this.leaveConnection();
    this.cancelStatus();
    this.older.clear();
    this.single.want(null);
    this.follower.follow([]);
    this.logs.follow([]);
  }

  private createActions(): TasksInformationModelActions {
    const { api, preference, connection } = this.options;
    return {
      selectOrganisation: codops => {
        preference.saveOrganisation(codops);
        this.select(selectOrganisation(this.selection, codops));
      },
      selectTask: task => {
        const { organisation } = this.selection;
        if (organisation !== null && task !== null) {
          preference.saveTask(organisation, task);
        }
        this.select(selectTask(this.selection, task));
      },
      selectRun: run => this.choose({ run }),
      showBelow: run => this.choose({ run, only: run }),
      showAll: () => this.choose({ only: null }),
      loadLog: run => this.select({ ...this.selection, asked: new Set([...this.selection.asked, run]) }),
      loadOlder: () => this.older.goOn(),
      runNow: task => this.act(() => api.runNow(task)),
      stop: run => this.act(() => api.stop(run)),
      setTaskPaused: (task, paused) => this.act(() => api.pauseTask(task, paused)),
      setLoopPaused: (loop, paused) => void this.pauseLoop(loop, paused),
      readLog: run => api.log(run, { from: 0, to: null }),
      needLines: (run, first, last) => this.logs.need(run, first, last),
      searchLog: (run, search) => api.searchLog(run, search),
      retryNow: () => connection.retryNow(),
      dismissFailure: () => this.fail(null)
    };
  }

  private learn(event: ClientEvent): void {
    if (this.disposed) {
      return;
    }
    this.known = reduce(this.known, event);
    this.chooseOrganisation();
    this.chooseTask();
    this.loadOlder(event);
    this.followSelection();
    this.show();
  }

  private chooseOrganisation(): void {
    if (this.known.organisations !== null) {
      const { organisations } = this.known.organisations;
      const shown = organisationToShow(organisations, this.selection.organisation, this.options.preference.organisation());
      this.selection = selectOrganisation(this.selection, shown);
    }
  }

  private chooseTask(): void {
    const { organisation, task } = this.selection;
    const entry = organisation === null ? undefined : this.known.tasks.get(organisation);
    if (organisation === null || task !== null || entry === undefined) {
      return;
    }
    const { preference, choosesTask } = this.options;
    const shown = taskToShow(entry.tasks, preference.task(organisation), choosesTask);
    this.selection = recallRun(selectTask(this.selection, shown), preference.run());
  }

  /** A snapshot has the newest runs only, and may have left out some since the one before it. */
  private loadOlder(event: ClientEvent): void {
    const { task } = this.selection;
    if (event.kind === 'snapshot' && event.topic.kind === 'task' && event.topic.task === task && event.data.kind === 'task') {
      const oldest = event.data.runs.at(-1);
      if (oldest !== undefined) {
        this.older.load(task, oldest.id);
      }
    }
  }

  private choose(choice: Partial<Pick<Selection, 'run' | 'only'>>): void {
    this.select({ ...this.selection, ...choice });
    this.options.preference.saveRun(runToRemember(this.selection));
  }

  private select(selection: Selection): void {
    if (selection.task !== this.selection.task) {
      this.older.clear();
    }
    this.selection = selection;
    this.followSelection();
    this.show();
  }

  private followSelection(): void {
    const { organisation, task, only, asked } = this.selection;
    const topics: Topic[] = [{ kind: 'organisations' }];
    if (organisation !== null) {
      topics.push({ kind: 'tasks', organisation });
    }
    if (task !== null) {
      topics.push({ kind: 'task', task });
    }
    this.follower.follow(topics);
    const known = task === null ? undefined : this.known.task.get(task);
    const runs = known?.runs ?? [];
    const isOlder = known !== undefined && only !== null && !runs.some(run => run.id === only);
    this.single.want(isOlder ? only : null);
    this.logs.follow(logsToFollow(runsWithLogs(runs, only, this.single.run), only, asked));
  }

  private async pauseLoop(loop: string, paused: boolean): Promise<void> {
    this.fail(null);
    const answer = await this.options.api.pauseLoop(loop, paused);
    const still = answer.ok && answer.value.paused !== paused;
    this.fail(
      still ? 'Everything is paused, this loop too. `peach resume --all` lets it go on.' : answer.ok ? null : answer.failure.message
    );
  }

  private act(call: () => Promise<Answer<unknown>>): void {
    this.fail(null);
    void call().then(answer => this.fail(answer.ok ? null : answer.failure.message));
  }

  private fail(failure: string | null): void {
    this.failure = failure;
    this.show();
  }

  private connectionChanged(): void {
    this.cancelStatus();
    if (this.options.connection.state.getSnapshot().kind === 'live') {
      this.scheduler = null;
    } else {
      this.cancelStatus = this.options.timers.after(0, () => void this.askStatus());
    }
    this.show();
  }

  private async askStatus(): Promise<void> {
    const status = await this.options.schedulerStatus().catch(() => null);
    if (!this.disposed && this.options.connection.state.getSnapshot().kind !== 'live') {
      this.scheduler = status;
      this.cancelStatus();
      this.cancelStatus = this.options.timers.after(STATUS_INTERVAL, () => void this.askStatus());
      this.show();
    }
  }

  private show(): void {
    this.state.set(this.current());
  }

  private current(): TasksInformationState {
    const { known, selection, scheduler, logs, failure, older, join } = this;
    const connection = this.options.connection.state.getSnapshot();
    return showState({ known, selection, scheduler, logs, failure, older, join, single: this.single.run, connection });
  }
}
