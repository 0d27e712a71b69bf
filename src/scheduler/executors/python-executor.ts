import type { RunId } from '../../protocol/identity';
import type { Adoption, IClock, IExecutor, ILogger, IRunFolders } from '../ports';
import { cancelRun } from './cancel-run';
import { claimedAt } from './claim-clock';
import type { IProcessGroups } from './process-groups';
import { isAlive } from './process-identity';
import { createRunChanges } from './run-changes';
import { readEnd } from './run-files';
import { startSupervisor } from './start-supervisor';
import { createWarmParents } from './warm-parents/warm-parents';
import { superviseRun } from './supervised-run';
import type { RunContext } from './run-context';

/** What an executor of processes on this machine needs. */
type PythonExecutorOptions = {
  readonly runFolders: IRunFolders;
  /** Absolute path of peach_lab/runner/__main__.py. */
  readonly runnerPath: string;
  /** Modules that an organisation wants imported ahead of its runs; null: those that are known to fork well. */
  readonly preload: (organisation: string) => readonly string[] | null;
  readonly groups: IProcessGroups;
  /** Processes kept with an interpreter ready, at most. */
  readonly warmParents: number;
  readonly clock: IClock;
  readonly logger: ILogger;
};

/** Runs tasks as processes of this machine, each under a supervisor that outlives the scheduler. */
export function createPythonExecutor(options: PythonExecutorOptions): IExecutor {
  const { runFolders, runnerPath, groups, clock, logger } = options;
  const warmParents = createWarmParents({ ...options, most: options.warmParents });
  const contextOf = (run: RunId): RunContext => ({ run, folder: runFolders.path(run), clock, logger, groups });
  return {
    name: 'python',
    unavailable: () => null,
    start: async (specification, environment) => {
      const context = contextOf(specification.run);
      const changes = createRunChanges(context.folder, clock);
      try {
        const warmParent = warmParents.for(specification, environment);
        const claim = await startSupervisor(context, { runnerPath, specification, environment, warmParent }, changes);
        return superviseRun(context, claim, changes);
      } catch (error) {
        changes.close();
        throw error;
      }
    },
    adopt: run => adoptRun(contextOf(run)),
    close: () => warmParents.close()
  };
}

async function adoptRun(context: RunContext): Promise<Adoption> {
  const { folder, clock } = context;
  const claim = await cancelRun(folder);
  if (claim === null) {
    return { kind: 'unclaimed' };
  }
  const run = superviseRun(context, claim, createRunChanges(folder, clock));
  if (isAlive(claim) && (await readEnd(folder)) === null) {
    return { kind: 'running', run };
  }
  return { kind: 'ended', end: await run.ended, startedAt: claimedAt(claim) };
}
