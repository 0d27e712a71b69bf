import { loopConfiguration } from '../core/configuration/loop-configuration';
import type { Turn, TurnResult } from '../core/loops/next-turn';
import type { Configuration, LoopConfiguration } from '../protocol/configuration';
import { METADATA_LOOP } from '../protocol/identity';
import type { Problem } from '../protocol/problem';
import type { Run } from '../protocol/run';
import type { Adapters } from './adapters';
import { createLoops, type ILoops } from './loops/loops';
import { startTriggers, type ITriggers } from './loops/triggers';
import { startsByItself } from '../core/loops/queue';
import { createActiveRuns, type IActiveRuns } from './services/active-runs';
import { environmentNeed } from './services/environment-need';
import type { IOrganisationEnvironment } from './services/organisation-environment';
import { createOrganisationEnvironments } from './services/organisation-environments';
import type { CheckedOrganisation } from './services/checked-organisation';
import type { CheckedCatalogue } from './services/read-catalogue';
import { createPauses, type IPauses } from './services/pauses';
import { reconcileRuns, type OpenRun } from './services/reconcile-runs';
import { createRepositories, type IRepositories } from './services/repositories';
import { newRun } from './services/new-run';
import { runTask } from './services/run-task';
import { createStateHealth, type IStateHealth } from './services/state-health';
import { notRunnableReason } from './services/task-runnable';

/** The parts that run tasks, wired with one another. */
export type Engine = {
  readonly active: IActiveRuns;
  readonly repositories: IRepositories;
  readonly loops: ILoops;
  readonly stateHealth: IStateHealth;
  readonly pauses: IPauses;
  /** Null until {@link Engine.reconcile} was called: nothing is due before what was under way is known. */
  readonly triggers: ITriggers | null;
  readonly environment: (organisation: string) => IOrganisationEnvironment;
  readonly problems: (organisation: string) => readonly Problem[];
  readonly loop: (name: string) => LoopConfiguration;
  /** Finds out what an earlier scheduler left, before any loop takes its first turn. */
  reconcile(): Promise<void>;
  /** A run that failed is to be tried again. */
  readonly retryPlanned: () => void;
};

/** Builds the engine; nothing runs before {@link Engine.reconcile} and the first repository. */
export function createEngine(adapters: Adapters, configuration: Configuration, options: EngineOptions): Engine {
  return new WiredEngine(adapters, configuration, options);
}

type EngineOptions = {
  /** What can be run, or not, has changed for all tasks. */
  readonly allChanged: () => void;
  readonly signal: AbortSignal;
};

class WiredEngine implements Engine {
  readonly active = createActiveRuns();
  readonly repositories: IRepositories;
  readonly loops: ILoops;
  readonly stateHealth: IStateHealth;
  readonly pauses: IPauses;
  triggers: ITriggers | null = null;
  readonly environment: (organisation: string) => IOrganisationEnvironment;
  readonly #signal: AbortSignal;
  readonly #adapters: Adapters;
  readonly #configuration: Configuration;
  readonly #problems = new Map<string, readonly Problem[]>();
  /** What environments were last told of, by organisation. */
  readonly #noted = new Map<string, { readonly organisation: CheckedOrganisation; readonly python: string | null }>();
  #left: readonly OpenRun[] = [];

  constructor(adapters: Adapters, configuration: Configuration, { signal, allChanged }: EngineOptions) {
    this.#adapters = adapters;
    this.#configuration = configuration;
    this.#signal = signal;
    this.pauses = createPauses(adapters.store);
    this.stateHealth = createStateHealth({ ...adapters, changed: allChanged, signal });
    this.environment = createOrganisationEnvironments({
      ...adapters,
      changed: codops => this.loops.wakeLoops([codops, METADATA_LOOP]),
      signal
    });
    this.repositories = createRepositories({
      ...adapters,
      configuration,
      loop: this.loop,
      checkoutsInUse: () => this.active.checkouts(),
      heldChanged: allChanged,
      catalogueChanged: (catalogue, changed) => this.#catalogueChanged(catalogue, changed)
    });
    this.loops = createLoops({
      ...adapters,
      settings: this.loop,
      concurrentLoops: configuration.concurrent_loops,
      sync: urls => this.repositories.sync(urls),
      isRunnable: task => notRunnableReason(this, task) === null,
      take: (loop, turn, justRead) => this.#take(loop, turn, justRead),
      held: () => this.stateHealth.look() !== null,
      paused: loop => this.pauses.loop(loop),
      mayStart: ({ task: id, trigger }) => {
        const task = startsByItself(trigger) ? adapters.store.task(id) : null;
        return task === null || !this.pauses.task(task);
      },
      changed: loop => this.#loopChanged(loop),
      before: loop =>
        Promise.all(this.#left.filter(({ run }) => adapters.store.task(run.task)?.loop === loop).map(({ settled }) => settled)),
      signal
    });
  }

  readonly loop = (name: string): LoopConfiguration => loopConfiguration(this.#configuration, name);

  readonly retryPlanned = (): void => this.triggers?.retryPlanned();

  readonly problems = (organisation: string): readonly Problem[] => this.#problems.get(organisation) ?? [];

  async reconcile(): Promise<void> {
    const { store } = this.#adapters;
    const requeue = ({ id, task, organisation, trigger }: Run): void =>
      this.loops.enqueue(store.task(task)?.loop ?? organisation, { run: id, task, trigger });
    await reconcileRuns({ ...this.#ports(), requeue }, left => {
      this.#left = left;
    });
    this.triggers = this.#startTriggers();
  }

  #startTriggers(): ITriggers {
    const { store, clock, ids, events } = this.#adapters;
    return startTriggers({
      ...this.#adapters,
      zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      newRun: (task, trigger) => newRun({ clock, ids, repositories: this.repositories }, task, trigger),
      notRunnable: task => notRunnableReason(this, task),
      paused: task => this.pauses.task(task),
      enqueue: (loop, run) => this.loops.enqueue(loop, run),
      changed: ({ id, organisation }) => {
        const run = store.task(id)?.lastRun?.id;
        events.publish(run === undefined ? { kind: 'task', task: id, organisation } : { kind: 'run', run, task: id, organisation });
      },
      signal: this.#signal
    });
  }

  async #take(loop: string, turn: Exclude<Turn, { kind: 'lap_over' }>, justRead: boolean): Promise<TurnResult> {
    const task = this.#adapters.store.task(turn.task);
    if (task === null) {
      return 'passed';
    }
    try {
      return await runTask(this.#ports(), {
        task,
        waiting: turn.kind === 'waiting_run' ? turn.waiting.run : null,
        trigger: 'loop',
        justRead,
        patience: loop === METADATA_LOOP ? 'now' : 'wait'
      });
    } catch (error) {
      this.stateHealth.noteFault();
      throw error;
    }
  }

  #ports() {
    const { repositories, environment, loop, active, stateHealth, retryPlanned } = this;
    return { ...this.#adapters, repositories, environment, loop, active, stateHealth, retryPlanned, signal: this.#signal };
  }

  #catalogueChanged(catalogue: CheckedCatalogue, changed: ReadonlySet<string>): void {
    for (const organisation of catalogue.organisations) {
      const { codops } = organisation;
      const noted = { organisation, python: this.#configuration.organisations[codops]?.python ?? null };
      const before = this.#noted.get(codops);
      if (before?.organisation !== organisation || before.python !== noted.python) {
        const { need, notes } = environmentNeed(organisation, noted.python);
        this.#noteProblems(codops, [...organisation.problems, ...notes]);
        this.environment(codops).update(need);
        this.#noted.set(codops, noted);
      }
    }
    // Where nothing changed, the repository was away and is back: whoever waited for it goes on.
    this.triggers?.wake();
    this.loops.wakeLoops(changed.size === 0 ? this.loops.names : [...changed, METADATA_LOOP]);
  }

  #noteProblems(codops: string, problems: readonly Problem[]): void {
    const known = this.#problems.get(codops);
    this.#problems.set(codops, problems);
    if (JSON.stringify(known) !== JSON.stringify(problems)) {
      this.#adapters.events.publish({ kind: 'organisation', organisation: codops });
    }
  }

  /** The metadata loop is part of no organisation, so nobody shows it. */
  #loopChanged(loop: string): void {
    if (loop !== METADATA_LOOP) {
      this.#adapters.events.publish({ kind: 'organisation', organisation: loop });
    }
  }
}
