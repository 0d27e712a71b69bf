import { until } from '../../e2e/support/until';
import { allPids, markerOf, sendSignal } from './processes';
import { livingProcesses } from './run-views';
import type { World } from './world';

/** Kills what is left of every run and every warm parent of this world. Nothing of another one is touched. */
export async function endProcessesOf({ views }: Pick<World, 'views'>): Promise<void> {
  await until('the end of all runs', () => {
    const runs = new Set([...views.claims().map(({ run }) => run), ...views.journals().map(({ run }) => run)]);
    const marked = allPids().filter(pid => runs.has(markerOf(pid) ?? ''));
    const told = views
      .journals()
      .flatMap(livingProcesses)
      .map(({ pid }) => pid);
    const left = [...new Set([...views.warmParents(), ...views.liveRuns().map(({ supervisor }) => supervisor.pid), ...marked, ...told])];
    left.forEach(pid => sendSignal(pid, 'SIGKILL'));
    return left.length === 0;
  });
}
