import { loopConfiguration } from '../core/configuration/loop-configuration';
import type { Turn, TurnResult } from '../core/loops/next-turn';
import type { Configuration, LoopConfiguration } from '../protocol/configuration';
import { METADATA_LOOP } from '../protocol/identity';
import type { Problem } from '../protocol/problem';
import type { Adapters } from './adapters';
import { createLoops, type ILoops } from './loops/loops';
import { createActiveRuns, type IActiveRuns } from './services/active-runs';
import { environmentNeed } from './services/environment-need';
import type { IOrganisationEnvironment } from './services/organisation-environment';
import { createOrganisationEnvironments } from './services/organisation-environments';
import type { CheckedCatalogue } from './services/read-catalogue';
import { reconcileRuns, type AdoptedRun } from './services/reconcile-runs';
import { createRepositories, type IRepositories } from './services/repositories';
import { runTask } from './services/run-task';
import { notRunnableReason } from './services/task-runnable';

/** The parts that run tasks, wired with one another. */
export type Engine = {
  readonly active: IActiveRuns;
  readonly repositories: IRepositories;
  readonly loops: ILoops;
  readonly environment: (organisation: string) => IOrganisationEnvironment;
  readonly problems: (organisation: string) => readonly Problem[];
  readonly loop: (name: string) => LoopConfiguration;
  /** Finds out what an earlier scheduler left, before any loop takes its first turn. */
  reconcile(): Promise<void>;
};

/** Builds the engine; nothing runs before {@link Engine.reconcile} and the first repository. */
export function createEngine(adapters: Adapters, configuration: Configuration, signal: AbortSignal): Engine {
  return new WiredEngine(adapters, configuration, signal);
}

class WiredEngine implements Engine {
  readonly active = createActiveRuns();
  readonly repositories: IRepositories;
  readonly loops: ILoops;
  readonly environment: (organisation: string) => IOrganisationEnvironment;
  readonly #adapters: Adapters;
  readonly #configuration: Configuration;
  readonly #problems = new Map<string, readonly Problem[]>();
  #adopted: readonly AdoptedRun[] = [];

  constructor(adapters: Adapters, configuration: Configuration, signal: AbortSignal) {
    this.#adapters = adapters;
    this.#configuration = configuration;
    this.environment = createOrganisationEnvironments({ ...adapters, changed: () => this.loops.wake(), signal });
    this.repositories = createRepositories({
      ...adapters,
      configuration,
      loop: this.loop,
      checkoutsInUse: () => this.active.checkouts(),
      catalogueChanged: catalogue => this.#catalogueChanged(catalogue)
    });
    this.loops = createLoops({
      ...adapters,
      settings: this.loop,
      concurrentLoops: configuration.concurrent_loops,
      sync: urls => this.repositories.sync(urls),
      isRunnable: task => notRunnableReason(this, task) === null,
      take: (loop, turn) => this.#take(loop, turn),
      changed: loop => this.#loopChanged(loop),
      before: loop =>
        Promise.all(this.#adopted.filter(({ run }) => adapters.store.task(run.task)?.loop === loop).map(({ closed }) => closed)),
      signal
    });
  }

  readonly loop = (name: string): LoopConfiguration => loopConfiguration(this.#configuration, name);

  readonly problems = (organisation: string): readonly Problem[] => this.#problems.get(organisation) ?? [];

  async reconcile(): Promise<void> {
    const { store } = this.#adapters;
    const { waiting, adopted } = await reconcileRuns({ ...this.#adapters, repositories: this.repositories, active: this.active });
    this.#adopted = adopted;
    for (const run of [...waiting].reverse()) {
      this.loops.enqueue(store.task(run.task)?.loop ?? run.organisation, { run: run.id, task: run.task });
    }
  }

  async #take(loop: string, turn: Exclude<Turn, { kind: 'lap_over' }>): Promise<TurnResult> {
    const task = this.#adapters.store.task(turn.task);
    if (task === null) {
      return 'passed';
    }
    const ports = {
      ...this.#adapters,
      repositories: this.repositories,
      environment: this.environment,
      loop: this.loop,
      active: this.active
    };
    return runTask(ports, {
      task,
      waiting: turn.kind === 'waiting_run' ? turn.run : null,
      trigger: 'loop',
      patience: loop === METADATA_LOOP ? 'now' : 'wait'
    });
  }

  #catalogueChanged(catalogue: CheckedCatalogue): void {
    for (const organisation of catalogue.organisations) {
      const { codops } = organisation;
      const { need, notes } = environmentNeed(organisation, this.#configuration.organisations[codops]?.python ?? null);
      this.#problems.set(codops, [...organisation.problems, ...notes]);
      this.environment(codops).update(need);
    }
    this.loops.wake();
  }

  /** The metadata loop is part of no organisation, so nobody shows it. */
  #loopChanged(loop: string): void {
    if (loop !== METADATA_LOOP) {
      this.#adapters.events.publish({ kind: 'organisation', organisation: loop });
    }
  }
}
