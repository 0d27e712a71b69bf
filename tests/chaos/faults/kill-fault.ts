import type { FaultKind, Victim } from '../history/history';
import type { PlannedFault } from '../plan/plan-faults';
import { childrenOf, parentOf, sendSignal } from '../world/processes';
import type { LiveRun } from '../world/run-views';
import type { World } from '../world/world';
import type { FaultDone } from './fault-done';
import { victims } from './victims';

/** SIGKILL to the scheduler, a run, its supervisor, its warm parent, or several of them. */
export async function killFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  const { scheduler, views } = world;
  if (fault.kind === 'kill_scheduler') {
    await scheduler.kill(fault.lasts);
    return { victims: [], warmParentLived: false, holds: [] };
  }
  if (fault.kind === 'kill_warm_parent') {
    const warm = await victims(views.warmParents);
    return warm.length === 0 ? null : killRuns([], warm, fault.kind);
  }
  const running = await victims(views.liveRuns);
  const warm = views.warmParents();
  if (fault.kind === 'kill_everything') {
    const back = scheduler.kill(fault.lasts);
    const done = killRuns(running, warm, fault.kind);
    await back;
    return done;
  }
  const chosen = running[Math.floor(fault.choice * running.length)];
  return chosen === undefined ? null : killRuns([chosen], warm, fault.kind);
}

function killRuns(runs: readonly LiveRun[], warm: readonly number[], kind: FaultKind): NonNullable<FaultDone> {
  const withWarm = ['kill_everything', 'kill_warm_parent', 'kill_supervisor_and_warm_parent'].includes(kind);
  const roles: readonly Victim['role'][] =
    kind === 'kill_run' ? ['run'] : kind === 'kill_everything' ? ['supervisor', 'run'] : kind === 'kill_warm_parent' ? [] : ['supervisor'];
  const warmParentLived = !withWarm && runs.some(({ supervisor }) => warm.includes(parentOf(supervisor) ?? 0));
  // Who they are before the first dies: the pids of orphans' parents tell nothing.
  const pids = runs.map(run => ({
    run: run.run,
    supervisor: run.supervisor,
    main: run.main?.pid ?? childrenOf(run.supervisor)[0] ?? null
  }));
  if (withWarm) {
    warm.forEach(pid => sendSignal(pid, 'SIGKILL'));
  }
  const killed = pids.flatMap(({ run, supervisor, main }) =>
    roles
      .filter(role => {
        const pid = role === 'supervisor' ? supervisor : main;
        return pid !== null && sendSignal(pid, 'SIGKILL');
      })
      .map(role => ({ run, role }))
  );
  return { victims: killed, warmParentLived, holds: [] };
}
