import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { diskRefusal } from '../../core/refusals/disk-refusal';
import { done, refuse, type Outcome } from '../../protocol/errors';
import type { Environment, EnvironmentRequest, IClock, IEnvironments, ILogger } from '../ports';
import { buildEnvironment } from './build-environment';
import { createByteCompiler } from './byte-compiler';
import { finishBuilding, newBuildingFolder, readEnvironment, removeLeftovers } from './environment-folder';
import { environmentHash } from './environment-hash';
import { indexSettings } from './index-settings';
import { interpreterVersion } from './interpreter-version';
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

const NO_UV =
  'uv, which makes the environments of tasks, is not installed: run pip install uv in the environment of JupyterLab, then start the scheduler again';

/** Environments made by uv, each in a folder named by what it is made of. */
export function createEnvironments(options: EnvironmentsOptions): IEnvironments {
  const { directory, uv, logger, clock } = options;
  const builds = createSharedBuilds<Environment>();
  const compile = createByteCompiler();
  const busy = new Set<string>();
  let ownVersion: string | null = null;

  function hash(request: EnvironmentRequest): string {
    ownVersion ??= interpreterVersion(options.python);
    const python = request.python ?? ownVersion ?? 'unknown';
    const platform = `${process.platform}-${process.arch}`;
    return environmentHash({ requirements: request.requirements, python, platform, settings: indexSettings(process.env) });
  }

  async function build(request: EnvironmentRequest, name: string, signal: AbortSignal): Promise<Outcome<Environment>> {
    // Once more, because another build of it may just have ended: a finished one is in use and never replaced.
    const found = await readEnvironment(join(directory, name), name);
    if (found !== null) {
      return done(found);
    }
    if (uv === null) {
      return refuse('internal', NO_UV);
    }
    await removeLeftovers(directory, busy);
    const folder = await newBuildingFolder(directory, name);
    const limit = AbortSignal.timeout(MOST_MINUTES * 60_000);
    const { requirements, python } = request;
    busy.add(folder);
    try {
      const built = await buildEnvironment({
        uv,
        python: python ?? options.python,
        requirements,
        folder,
        signal: AbortSignal.any([signal, limit])
      });
      await keepLog(name, built);
      return built.ok ? await finish(folder, name, request) : explain(built, limit);
    } finally {
      busy.delete(folder);
      await removeLeftovers(directory, busy).catch((error: unknown) =>
        logger.warn({ folder, error }, 'an unfinished environment could not be removed')
      );
    }
  }

  async function finish(folder: string, name: string, { requirements }: EnvironmentRequest): Promise<Outcome<Environment>> {
    const final = join(directory, name);
    await finishBuilding(folder, final, { requirements, builtAt: clock.now() });
    const environment = await readEnvironment(final, name);
    if (environment === null) {
      return refuse('internal', `the environment ${final} is not whole though it was just built: look for what removes files there`);
    }
    if (requirements.length > 0) {
      compile(environment.python, join(final, 'lib'));
    }
    return done(environment);
  }

  async function keepLog(name: string, built: Outcome<string>): Promise<void> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(join(directory, `${name}.log`), built.ok ? built.value : String(built.refusal.details));
  }

  return {
    hash,
    find: name => (isHash(name) ? readEnvironment(join(directory, name), name) : Promise.resolve(null)),
    ensure: async (request, signal) => {
      const name = hash(request);
      const found = await readEnvironment(join(directory, name), name);
      return found === null
        ? builds.join(name, signal, joined =>
            build(request, name, joined).catch((error: unknown) => diskRefusal('the environment can’t be written', error))
          )
        : done(found);
    }
  };
}

function isHash(text: string): boolean {
  return /^[0-9a-f]{20}$/.test(text);
}

function explain(refused: Outcome<string> & { readonly ok: false }, limit: AbortSignal): Outcome<never> {
  return limit.aborted
    ? refuse(
        'definition_invalid',
        `the environment was not ready after ${MOST_MINUTES} min: ask for fewer or smaller packages`,
        refused.refusal.details
      )
    : refused;
}
