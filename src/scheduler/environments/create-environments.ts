import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskRefusal } from '../../core/refusals/disk-refusal';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { Environment, EnvironmentRequest, IClock, IEnvironments, ILogger } from '../ports';
import { buildEnvironment, type Build } from './build-environment';
import { createByteCompiler } from './byte-compiler';
import { finishBuilding, newBuildingFolder, readEnvironment, removeLeftovers } from './environment-folder';
import { environmentHash } from './environment-hash';
import { indexSettings } from './index-settings';
import { interpreterVersion } from './interpreter-version';
import { removeUnusedEnvironments } from './remove-unused-environments';
import { createSharedBuilds } from './shared-builds';

type EnvironmentsOptions = {
  /** Where environments are kept, a folder each. */
  readonly directory: string;
  /** Path of uv, or null where it is not installed. */
  readonly uv: string | null;
  /** The scheduler's own interpreter. */
  readonly python: string;
  readonly logger: ILogger;
  readonly clock: IClock;
};

const MOST_MINUTES = 15;

const TOO_SLOW = `the environment was not ready after ${MOST_MINUTES} min: ask for fewer or smaller packages`;

const NO_UV =
  'uv, which makes the environments of tasks, is not installed: run pip install uv in the environment of JupyterLab, then start the scheduler again';

/** Environments made by uv, each in a folder named by what it is made of. */
export function createEnvironments(options: EnvironmentsOptions): IEnvironments {
  return new Environments(options);
}

class Environments implements IEnvironments {
  readonly #options: EnvironmentsOptions;
  readonly #builds = createSharedBuilds<Environment>();
  readonly #compiler = createByteCompiler();
  /** Folders in which something is built just now. */
  readonly #busy = new Set<string>();
  /** When each was last asked for, by this scheduler. */
  readonly #askedFor = new Map<string, number>();
  #ownVersion: string | null = null;

  constructor(options: EnvironmentsOptions) {
    this.#options = options;
  }

  hash(request: EnvironmentRequest): string {
    this.#ownVersion ??= interpreterVersion(this.#options.python);
    const python = request.python ?? this.#ownVersion ?? 'unknown';
    const platform = `${process.platform}-${process.arch}`;
    return environmentHash({ requirements: request.requirements, python, platform, settings: indexSettings(process.env) });
  }

  find(hash: string): Promise<Environment | null> {
    this.#askedFor.set(hash, this.#options.clock.now());
    return Promise.resolve(/^[0-9a-f]{20}$/.test(hash) ? readEnvironment(join(this.#options.directory, hash), hash) : null);
  }

  removeUnused({ used, unusedFor }: Parameters<IEnvironments['removeUnused']>[0]): Promise<readonly string[]> {
    const before = this.#options.clock.now() - unusedFor;
    // A run may have been given it a moment ago.
    const wasAskedFor = (hash: string): boolean => (this.#askedFor.get(hash) ?? 0) >= before;
    return removeUnusedEnvironments({ directory: this.#options.directory, used, before, wasAskedFor });
  }

  close(): Promise<void> {
    return this.#compiler.close();
  }

  async ensure(request: EnvironmentRequest, signal: AbortSignal): Promise<Outcome<Environment>> {
    const hash = this.hash(request);
    const found = await this.find(hash);
    if (found !== null) {
      return done(found);
    }
    return this.#builds.join(hash, signal, joined =>
      this.#build(request, hash, joined).catch((error: unknown) => diskRefusal('the environment can’t be written', error))
    );
  }

  async #build(request: EnvironmentRequest, hash: string, signal: AbortSignal): Promise<Outcome<Environment>> {
    // Once more, because another build of it may just have ended: a finished one is in use and never replaced.
    const found = await this.find(hash);
    if (found !== null) {
      return done(found);
    }
    const { uv, directory } = this.#options;
    if (uv === null) {
      return refuse('internal', NO_UV);
    }
    await removeLeftovers(directory, this.#busy);
    const folder = await newBuildingFolder(directory, hash);
    this.#busy.add(folder);
    try {
      const built = await this.#install(request, { uv, folder, signal });
      await writeFile(join(directory, `${hash}.log`), built.ok ? built.value : String(built.refusal.details));
      return built.ok ? await this.#finish(folder, hash, request) : built;
    } finally {
      this.#busy.delete(folder);
      await this.#tidy();
    }
  }

  async #install({ requirements, python }: EnvironmentRequest, by: Pick<Build, 'uv' | 'folder' | 'signal'>): Promise<Outcome<string>> {
    const limit = AbortSignal.timeout(MOST_MINUTES * 60_000);
    const signal = AbortSignal.any([by.signal, limit]);
    const built = await buildEnvironment({ ...by, python: python ?? this.#options.python, requirements, signal });
    return built.ok || !limit.aborted ? built : refuse(built.refusal.code, TOO_SLOW, built.refusal.details);
  }

  async #finish(folder: string, hash: string, { requirements }: EnvironmentRequest): Promise<Outcome<Environment>> {
    const final = join(this.#options.directory, hash);
    await finishBuilding(folder, final, { requirements, builtAt: this.#options.clock.now() });
    const environment = await this.find(hash);
    if (environment === null) {
      return refuse('internal', `the environment ${final} is not whole though it was just built: look for what removes files there`);
    }
    if (requirements.length > 0) {
      this.#compiler.compile(environment.python, join(final, 'lib'));
    }
    return done(environment);
  }

  async #tidy(): Promise<void> {
    const { directory, logger } = this.#options;
    await removeLeftovers(directory, this.#busy).catch((error: unknown) => {
      logger.warn({ directory, error }, 'an unfinished environment could not be removed');
    });
  }
}
