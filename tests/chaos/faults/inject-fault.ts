import type { FaultKind } from '../history/history';
import type { PlannedFault } from '../plan/plan-faults';
import type { World } from '../world/world';
import { clockFault } from './clock-fault';
import { cutSocket } from './cut-socket';
import { diskFault } from './disk-fault';
import type { FaultDone } from './fault-done';
import { freezeFault } from './freeze-fault';
import { killFault } from './kill-fault';
import { remoteFault } from './remote-fault';
import { resolverFault } from './resolver-fault';

type Injector = (world: World, fault: PlannedFault) => Promise<FaultDone>;

const INJECTORS: Readonly<Record<FaultKind, Injector>> = {
  kill_scheduler: killFault,
  kill_run: killFault,
  kill_supervisor: killFault,
  kill_warm_parent: killFault,
  kill_supervisor_and_warm_parent: killFault,
  kill_everything: killFault,
  freeze_scheduler: freezeFault,
  freeze_supervisor: freezeFault,
  freeze_run: freezeFault,
  fill_disk: diskFault,
  read_only: diskFault,
  remote_corrupt: remoteFault,
  remote_force_push: remoteFault,
  remote_away: remoteFault,
  resolver: resolverFault,
  cut_socket: cutSocket,
  clock: clockFault
};

/** Does the fault and repairs it. */
export function injectFault(world: World, fault: PlannedFault): Promise<FaultDone> {
  return INJECTORS[fault.kind](world, fault);
}

/** Faults of one resource come one after another; those of different ones at the same time. */
export function resourceOf(kind: FaultKind): string {
  switch (kind) {
    case 'kill_scheduler':
    case 'kill_everything':
    case 'freeze_scheduler':
      return 'scheduler';
    case 'fill_disk':
    case 'read_only':
      return 'disk';
    case 'remote_corrupt':
    case 'remote_force_push':
    case 'remote_away':
      return 'remote';
    case 'freeze_run':
    case 'freeze_supervisor':
      return 'frozen run';
    case 'kill_run':
    case 'kill_supervisor':
    case 'kill_warm_parent':
    case 'kill_supervisor_and_warm_parent':
      return 'run';
    case 'resolver':
    case 'cut_socket':
    case 'clock':
      return kind;
  }
}
