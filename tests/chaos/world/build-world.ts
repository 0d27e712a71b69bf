import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PEACH } from '../../e2e/support/paths';
import { createFollowers } from '../load/followers';
import { createLoadRepository } from '../load/load-repository';
import { LOOPS, ORGANISATIONS, REPOSITORIES, type RepositoryName } from '../load/organisations';
import { GRACE } from '../check/limits-hold';
import { createRandom } from '../plan/random';
import { createApi } from './api';
import { endProcessesOf } from './end-processes-of';
import { createFakedClock } from './faked-clock';
import { createRecorder } from './recorder';
import { serveRemote } from './remote';
import { runCommand } from './run-command';
import { createRunViews } from './run-views';
import { startSchedulers } from './scheduler-process';
import { createStateDisk } from './state-disk';
import type { World } from './world';

/** A resolver that reaches nobody: what needs a package can't be built. */
const NO_INDEX = { UV_DEFAULT_INDEX: 'http://127.0.0.1:9/simple', UV_HTTP_RETRIES: '0' };

export type BuiltWorld = World & {
  /** Ends everything in it, once. Rejects where something had to be waited for in vain; the rest has ended by then. */
  end(): Promise<void>;
  /** Removes its folder too. */
  forget(): void;
};

/** Builds the world in a folder of its own and starts the first scheduler. */
export async function buildWorld(seed: number, folder: string): Promise<BuiltWorld> {
  const journals = join(folder, 'journals');
  mkdirSync(journals);
  const disk = createStateDisk(folder);
  const clock = createFakedClock(folder);
  const recorder = createRecorder();
  const bare = join(folder, 'served', 'remote.git');
  const remote = await serveRemote(bare);
  const repositories = Object.fromEntries(
    REPOSITORIES.map(name => {
      const root = join(folder, 'repositories', name);
      const repository = createLoadRepository(
        name,
        { root, journals },
        {
          publish: force => (name === 'remote' ? push(root, bare, force) : undefined),
          made: commit => recorder.add('commits', commit)
        }
      );
      return [name, repository];
    })
  ) as World['repositories'];
  const config = join(folder, 'config.json');
  writeFileSync(config, JSON.stringify(configuration(disk.stateDir, name => (name === 'remote' ? remote.url : repositories[name].root))));
  const scheduler = startSchedulers({
    command: [PEACH, 'serve', '--config', config],
    stateDir: disk.stateDir,
    logFile: join(folder, 'schedulers.log'),
    variables: { ...NO_INDEX, ...clock.variables },
    ended: end => recorder.add('schedulerEnds', end)
  });
  const views = createRunViews({ stateDir: disk.stateDir, journals });
  const random = createRandom(seed);
  const address = (): ReturnType<typeof scheduler.address> => scheduler.address();
  const parts = { folder, journals, disk, clock, scheduler, views, repositories, remote, recorder, random };
  return {
    ...parts,
    api: createApi(address),
    followers: createFollowers(address),
    end: once(() => endAll([() => scheduler.close(), () => endProcessesOf(parts), () => remote.close()])),
    forget: () => {
      disk.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    }
  };
}

function once<T>(act: () => Promise<T>): () => Promise<T> {
  let done: Promise<T> | null = null;
  return () => (done ??= act());
}

/** One after another, each of them whatever became of the one before. */
async function endAll(acts: readonly (() => void | Promise<void>)[]): Promise<void> {
  const problems: string[] = [];
  for (const act of acts) {
    try {
      await act();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (problems.length > 0) {
    throw new Error(problems.join('; '));
  }
}

function push(root: string, bare: string, force: boolean): void {
  runCommand('git', ['-C', root, 'push', '--quiet', ...(force ? ['--force'] : []), bare, 'master']);
}

function configuration(stateDir: string, urlOf: (name: RepositoryName) => string): Readonly<Record<string, unknown>> {
  return {
    state_dir: stateDir,
    repositories: REPOSITORIES.map(name => ({
      url: urlOf(name),
      organisations: ORGANISATIONS.filter(({ repository }) => repository === name).map(({ codops }) => codops)
    })),
    loops: Object.fromEntries(Object.entries(LOOPS).map(([loop, interval]) => [loop, { interval, grace: `${GRACE / 1000}s` }])),
    fetch_interval: '1s'
  };
}
