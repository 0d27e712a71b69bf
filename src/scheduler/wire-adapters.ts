import { join } from 'node:path';
import type { Configuration } from '../protocol/configuration';
import type { Adapters } from './adapters';
import { createAuditLog } from './audit-log';
import { createEnvironments } from './environments/create-environments';
import { createEventBus } from './event-bus';
import { createKubernetesExecutor } from './executors/kubernetes-executor';
import { createProcessGroups } from './executors/process-groups';
import { createPythonExecutor } from './executors/python-executor';
import { createRunFolders } from './executors/run-folders';
import { createRunLeftovers } from './executors/run-leftovers';
import { createSparkExecutor } from './executors/spark-executor';
import { createForges } from './forges/create-forges';
import { createGit } from './git/create-git';
import { createModuleFinder } from './lint/module-finder';
import { createRuffNameChecker } from './lint/ruff-name-checker';
import { createLogs } from './logs/create-logs';
import type { ILogger } from './ports';
import { createSurroundings } from './run-surroundings';
import { createRunTokens } from './run-tokens';
import { createIds } from './store/new-ids';
import { createStateDisk } from './state-disk';
import { openStore } from './store/open-store';
import { systemClock } from './system-clock';
import { createWebhooks } from './webhooks/create-webhooks';
import { createSnapshots } from './git/snapshots/create-snapshots';
import { createWorkingCopies } from './git/working-copies/create-working-copies';

/** Programs and folders of the Python package, which the `peach` command names in variables. */
export type Programs = {
  /** The interpreter that environments are made from. */
  readonly python: string;
  /** Folder of the package `peach_lab`. */
  readonly packageDir: string;
  readonly uv: string | null;
  readonly ruff: string | null;
};

declare const __PEACH_KEEPER_THREAD__: string | undefined;

/** Put in when the scheduler is bundled; straight from the sources there is none. */
const KEEPER_THREAD = typeof __PEACH_KEEPER_THREAD__ === 'undefined' ? null : __PEACH_KEEPER_THREAD__;

/** Builds everything that touches the outside. Throws where the state directory can't be used. */
export function wireAdapters(options: {
  readonly configuration: Configuration;
  readonly programs: Programs;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logger: ILogger;
}): Adapters {
  const { configuration, programs, logger } = options;
  const clock = systemClock;
  const state = (name: string): string => join(configuration.state_dir, name);
  const runFolders = createRunFolders({ directory: state('runs'), temporary: state('tmp') });
  const runnerPath = join(programs.packageDir, 'runner', '__main__.py');
  const store = openStore(state('state.sqlite'));
  const runTokens = createRunTokens(configuration.state_dir);
  let address: string | null = null;
  return {
    clock,
    logger,
    ids: createIds(clock, store.newestRunId()),
    events: createEventBus(logger),
    store,
    git: createGit({ stateDir: configuration.state_dir, clock, logger, keeperThread: KEEPER_THREAD }),
    forges: createForges({ directory: state('discoveries'), environment: options.environment }),
    workingCopies: createWorkingCopies(),
    snapshots: createSnapshots({ directory: state('trials'), logger }),
    environments: createEnvironments({ directory: state('environments'), uv: programs.uv, python: programs.python, clock, logger }),
    executors: {
      python: createPythonExecutor({
        runFolders,
        runnerPath,
        preload: organisation => configuration.organisations[organisation]?.preload ?? null,
        warmParents: configuration.warm_parents,
        groups: createProcessGroups({ directory: configuration.state_dir, clock, logger }),
        clock,
        logger
      }),
      spark: createSparkExecutor(),
      kubernetes: createKubernetesExecutor()
    },
    runFolders,
    leftovers: createRunLeftovers({ run: state('runs'), temporary: state('tmp') }),
    stateDisk: createStateDisk(configuration.state_dir),
    logs: createLogs({ directory: state('runs') }),
    names: createRuffNameChecker({ ruff: programs.ruff }),
    modules: createModuleFinder(),
    webhooks: createWebhooks(),
    surroundings: createSurroundings(configuration, options.environment, run =>
      address === null ? undefined : { url: address, token: runTokens.tokenOf(run) }
    ),
    audit: createAuditLog({ stateDir: configuration.state_dir, clock, logger }),
    runTokens,
    announce: url => {
      address = url;
    }
  };
}
