import type { Requirement } from '../../core/definitions/definition';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { TaskKey } from '../../protocol/identity';
import type { EnvironmentState, Organisation } from '../../protocol/organisation';
import type { Problem } from '../../protocol/problem';
import type { Environment, IClock, IEnvironments, ILogger } from '../ports';
import type { EnvironmentRecord } from '../store-port';
import { buildProblems, covers, NO_NEED, requirementTexts, type EnvironmentNeed } from './environment-need';

/** Milliseconds after which a failed build is tried again, since an index that was away comes back; doubled each time up to the second. */
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 3_600_000;

/** What {@link createOrganisationEnvironment} needs. */
export type OrganisationEnvironmentOptions = {
  readonly codops: string;
  readonly environments: IEnvironments;
  readonly clock: IClock;
  readonly logger: ILogger;
  /** The one that was in use before this scheduler started. */
  readonly good: EnvironmentRecord | null;
  /** Called with each environment that is taken into use. */
  readonly save: (environment: EnvironmentRecord) => void;
  /** Called whenever what {@link IOrganisationEnvironment.describe} or the problems say may have changed. */
  readonly changed: () => void;
  readonly signal: AbortSignal;
};

/** The one environment of an organisation, with the last good one behind it. */
export interface IOrganisationEnvironment {
  /** Says what the tasks need from now on; what is new is built beside the present one. */
  update(need: EnvironmentNeed): void;
  describe(): Organisation['environment'];
  /** What stands against running this task because of its own requirements. */
  taskProblems(task: TaskKey): readonly Problem[];
  /** What is wrong with the requirements of all tasks. */
  sharedProblems(): readonly Problem[];
  /**
   * The environment to run the task in: the newest if it is ready, the last good one while another is built or where it
   * can't be, as long as that has what the task asks for. Else, with `wait`, the end of the build is awaited;
   * with `now` the answer is null. Refused: definition_invalid.
   */
  forTask(task: TaskKey, patience: 'wait' | 'now'): Promise<Outcome<Environment | null>>;
}

type Failure = { readonly hash: string; readonly reason: string; /** Milliseconds until the next try. */ readonly retryAfter: number };

/** Keeps the environment of one organisation up to what its definitions ask for. Nothing is built before the first `update`. */
export function createOrganisationEnvironment(options: OrganisationEnvironmentOptions): IOrganisationEnvironment {
  return new OrganisationEnvironment(options);
}

class OrganisationEnvironment implements IOrganisationEnvironment {
  readonly #options: OrganisationEnvironmentOptions;
  #need = NO_NEED;
  #good: EnvironmentRecord | null;
  #wanted: string | null;
  #failure: Failure | null = null;
  #building: Promise<void> | null = null;

  constructor(options: OrganisationEnvironmentOptions) {
    this.#options = options;
    this.#good = options.good;
    this.#wanted = options.good?.hash ?? null;
  }

  update(need: EnvironmentNeed): void {
    const hash = this.#options.environments.hash({ requirements: requirementTexts(need, 'all'), python: need.python });
    this.#need = need;
    this.#wanted = hash;
    if (this.#failure !== null && this.#failure.hash !== hash) {
      this.#failure = null;
    }
    if (this.#good?.hash !== hash && this.#failure === null && this.#building === null) {
      this.#start(hash);
    }
  }

  describe(): Organisation['environment'] {
    return {
      hash: this.#good?.hash ?? null,
      state: this.#state(),
      reason: this.#failure?.reason ?? null,
      built_at: this.#good === null ? null : new Date(this.#good.builtAt).toISOString()
    };
  }

  taskProblems(task: TaskKey): readonly Problem[] {
    return this.#problems(this.#need.own.get(task) ?? []);
  }

  sharedProblems(): readonly Problem[] {
    return this.#problems(this.#need.shared);
  }

  async forTask(task: TaskKey, patience: 'wait' | 'now'): Promise<Outcome<Environment | null>> {
    for (;;) {
      const usable = await this.#usable(task);
      if (usable !== null) {
        return done(usable);
      }
      if (this.#building === null) {
        const reason = this.#failure?.reason ?? 'it has not been asked for yet';
        return refuse('definition_invalid', `the environment of ${this.#options.codops} could not be built: ${reason}`);
      }
      if (patience === 'now') {
        return done(null);
      }
      await this.#building;
    }
  }

  #state(): EnvironmentState {
    if (this.#building !== null) {
      return 'building';
    }
    if (this.#failure !== null) {
      return 'failed';
    }
    return this.#good === null ? 'none' : 'ready';
  }

  /** The good environment where it serves the task; one whose folder is gone is forgotten and built anew. */
  async #usable(task: TaskKey): Promise<Environment | null> {
    const good = this.#good;
    if (good === null || (good.hash !== this.#wanted && !covers(good.requirements, this.#need, task))) {
      return null;
    }
    const found = await this.#options.environments.find(good.hash);
    if (found === null && this.#good === good) {
      this.#good = null;
      if (this.#building === null && this.#wanted !== null) {
        this.#start(this.#wanted);
      }
    }
    return found;
  }

  #start(hash: string): void {
    this.#building = this.#build(hash).finally(() => {
      this.#building = null;
      if (this.#wanted !== null && this.#wanted !== hash && this.#good?.hash !== this.#wanted) {
        this.#start(this.#wanted);
      }
      this.#options.changed();
    });
    this.#options.changed();
  }

  async #build(hash: string): Promise<void> {
    const { environments, signal, logger, codops } = this.#options;
    const need = this.#need;
    const requirements = requirementTexts(need, 'all');
    const built = await environments.ensure({ requirements, python: need.python }, signal);
    if (built.ok) {
      this.#failure = this.#failure?.hash === hash ? null : this.#failure;
      this.#take(requirements, built.value);
      return;
    }
    if (signal.aborted) {
      return;
    }
    logger.warn({ organisation: codops, environment: hash, reason: built.refusal.message }, 'environment could not be built');
    const retryAfter = Math.min(LAST_RETRY_MS, (this.#failure?.retryAfter ?? FIRST_RETRY_MS / 2) * 2);
    this.#failure = { hash, reason: built.refusal.message, retryAfter };
    void this.#retry(this.#failure);
    if (this.#good === null && need.own.size > 0) {
      await this.#fallBack(need);
    }
  }

  async #retry(failure: Failure): Promise<void> {
    const { clock, signal } = this.#options;
    await clock.sleep(failure.retryAfter, signal);
    if (!signal.aborted && this.#failure === failure && this.#building === null) {
      this.#start(failure.hash);
    }
  }

  /** Where nothing was ever good, tasks that ask for nothing of their own need not wait for one that does. */
  async #fallBack(need: EnvironmentNeed): Promise<void> {
    const requirements = requirementTexts(need, 'shared');
    const built = await this.#options.environments.ensure({ requirements, python: need.python }, this.#options.signal);
    if (built.ok) {
      this.#take(requirements, built.value);
    }
  }

  #take(requirements: readonly string[], environment: Environment): void {
    this.#good = { hash: environment.hash, requirements, builtAt: environment.builtAt };
    this.#options.save(this.#good);
  }

  #problems(asked: readonly Requirement[]): readonly Problem[] {
    if (this.#failure === null || this.#building !== null) {
      return [];
    }
    const missing = asked.filter(requirement => !(this.#good?.requirements ?? []).includes(requirement.text));
    return buildProblems(this.#failure.reason, missing);
  }
}
