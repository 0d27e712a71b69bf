import { done } from '../protocol/errors';
import type { Configuration } from '../protocol/configuration';
import type { RunId } from '../protocol/identity';
import type { Adapters } from './adapters';
import { createEngine, type Engine } from './engine';
import { createAttachments } from './services/attachments';
import { createDiscoveries } from './services/discoveries';
import { notebookTasks } from './services/notebook-tasks';
import { notifyFailures } from './services/notify-failures';
import { pauseAll, pauseLoop, pauseTask, type PausePorts } from './services/pause';
import { preflightTask } from './services/preflight-task';
import { createQueries, type SchedulerFacts } from './services/queries';
import { createReadLogs } from './services/retention/read-logs';
import { startRetention } from './services/retention/start-retention';
import { runEnded } from './services/run-ended';
import { runNow } from './services/run-now';
import type { ICommands, SchedulerServices } from './services/scheduler-services';
import { stopRun } from './services/stop-run';
import { createTrials, type ITrials } from './services/trials/create-trials';
import { workingCopy } from './services/working-copy';
import type { IStore } from './store-port';

/** A scheduler that is wired but not yet running. */
export type WiredScheduler = {
  readonly services: SchedulerServices;
  /** Takes over what an earlier scheduler left, then serves the configured repositories. */
  start(): Promise<void>;
  /** The configuration is another one now, in what takes effect while the scheduler runs. */
  reconfigured(previous: Configuration): void;
  /** Stops the loops without waiting for their runs, which go on under their supervisors. */
  stop(): void;
};

export type WireOptions = {
  readonly configuration: Configuration;
  readonly facts: SchedulerFacts;
  /** True: the scheduler goes on when no Jupyter server is attached. */
  readonly keepRunning: boolean;
  /** Called once, when the scheduler should end. */
  readonly end: () => void;
};

/** Joins services, loops and adapters. */
export function wireScheduler(adapters: Adapters, options: WireOptions): WiredScheduler {
  const { configuration } = options;
  const stopping = new AbortController();
  const engine: Engine = createEngine(adapters, configuration, {
    allChanged: () => refreshAll(adapters, engine),
    signal: stopping.signal
  });
  const changed = (): void => refreshAll(adapters, engine);
  const serving = { ...adapters, repositories: engine.repositories, changed, signal: stopping.signal };
  const attachments = createAttachments({
    ...serving,
    isConfigured: url => isListed(configuration, url),
    keepRunning: options.keepRunning,
    deserted: options.end
  });
  const logs = createReadLogs(adapters);
  const isRead = (run: RunId): boolean => logs.isRead(run);
  const trials = createTrials({ ...adapters, ...engine, python: chosenPython(configuration), isRead, signal: stopping.signal });
  const notifications = notifyFailures({ ...adapters, signal: stopping.signal }, () => configuration.notify);
  const discoveries = createDiscoveries({ ...serving, isConfigured: url => configuration.repositories.some(named => named.url === url) });
  const queries = createQueries({
    ...adapters,
    ...engine,
    trials,
    facts: options.facts,
    attached: () => attachments.count,
    progress: loop => engine.loops.progress(loop),
    loopNames: () => engine.loops.names,
    discoveries: () => discoveries.describe(),
    notifications: () => notifications.recent,
    turnStartedAt: loop => engine.loops.progress(loop).turnStartedAt,
    nextDue: task => engine.triggers?.nextDue(task) ?? null
  });
  const commands: ICommands = {
    ...taskCommands(adapters, engine, { configuration, trials, signal: stopping.signal }),
    attach: root => done(attachments.attach(root)),
    shutdown: () => {
      options.end();
      return done(null);
    }
  };
  return {
    services: { queries, commands, logs, events: adapters.events, runEnded: run => runEnded({ ...adapters, store: queries }, run) },
    start: async () => {
      await Promise.all([engine.reconcile(), trials.reconcile()]);
      configuration.repositories.forEach(repository => void engine.repositories.serve(repository).sync());
      discoveries.configure(configuration.discoveries);
      void startRetention({ ...serving, store: withTrials(adapters.store, trials), configuration: configuration.retention, isRead });
    },
    reconfigured: previous => {
      serveAnew(engine, previous, configuration);
      discoveries.configure(configuration.discoveries);
      changed();
    },
    stop: () => {
      stopping.abort();
      engine.repositories.close();
    }
  };
}

/** What trials use is in use. */
function withTrials(store: Adapters['store'], { runs }: ITrials): IStore {
  return { ...store, run: id => store.run(id) ?? runs.run(id), openRuns: () => [...store.openRuns(), ...runs.openRuns()] };
}

function chosenPython({ organisations }: Configuration): (codops: string) => string | null {
  return codops => organisations[codops]?.python ?? null;
}

function isListed({ repositories }: Configuration, url: string): boolean {
  return repositories.some(repository => repository.url === url);
}

/** Lets go what is not listed any more, and reads everything by the new rules. */
function serveAnew({ repositories }: Engine, previous: Configuration, configuration: Configuration): void {
  previous.repositories
    .filter(({ url }) => !isListed(configuration, url))
    .forEach(({ url }) => repositories.release(url, 'its repository is not in the configuration any more'));
  configuration.repositories.forEach(repository => repositories.serve(repository));
  repositories.all.forEach(repository => {
    repository.forgetHead();
    void repository.sync();
  });
}

function taskCommands(
  adapters: Adapters,
  engine: Engine,
  options: { readonly configuration: Configuration; readonly trials: ITrials; readonly signal: AbortSignal }
): Omit<ICommands, 'attach' | 'shutdown'> {
  const { workingCopies } = adapters;
  const { trials } = options;
  const defaultExecutor = options.configuration.default_executor;
  const python = chosenPython(options.configuration);
  const wake = (): void => {
    engine.loops.wake();
    engine.triggers?.wake();
  };
  const pausePorts: PausePorts = { ...adapters, ...engine, wake };
  return {
    runNow: (task, args) => runNow({ ...adapters, ...engine, enqueue: (loop, run) => engine.loops.enqueue(loop, run) }, task, args),
    pauseTask: (task, paused) => pauseTask(pausePorts, task, paused),
    pauseLoop: (loop, paused) => pauseLoop(pausePorts, loop, paused),
    pauseAll: paused => pauseAll(pausePorts, paused),
    startTrial: request => trials.start(request),
    stopRun: run =>
      trials.describe(run) !== null
        ? trials.stop(run)
        : stopRun({ ...adapters, ...engine, signal: options.signal, dequeue: (loop, waiting) => engine.loops.dequeue(loop, waiting) }, run),
    preflight: async request =>
      done(await preflightTask({ ...adapters, defaultExecutor, loop: engine.loop, python, signal: options.signal }, request)),
    workingCopy: path => workingCopy({ ...adapters, repositories: engine.repositories, defaultExecutor }, path),
    notebookTasks: path => notebookTasks({ ...adapters, repositories: engine.repositories }, path),
    workingFile: (root, path) => workingCopies.readFile(root, path),
    writeWorkingFile: request => workingCopies.writeFile(request),
    commitWorkingFiles: request => workingCopies.commit(request)
  };
}

/** Tasks are held and let go with their repository: everybody who looks is told, and the loops look again. */
function refreshAll({ store, events }: Adapters, engine: Engine): void {
  store.organisations().forEach(({ codops }) => events.publish({ kind: 'organisation', organisation: codops }));
  store.taskNames(null).forEach(task => events.publish({ kind: 'task', task: task.id, organisation: task.organisation }));
  engine.repositories.all.forEach(({ url }) => events.publish({ kind: 'repository', url }));
  engine.loops.wake();
  engine.triggers?.wake();
}
