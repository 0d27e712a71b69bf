import { lapShares } from '../../core/loops/lap-shares';
import { runIdTime } from '../../core/retention/run-id-time';
import { METADATA_LOOP, type RunId, type TaskId } from '../../protocol/identity';
import type { Loop, Organisation } from '../../protocol/organisation';
import type { Problem } from '../../protocol/problem';
import type { IStore, LoopTask, OrganisationRecord } from '../store-port';
import type { IOrganisationEnvironment } from './organisation-environment';
import type { IRepositories } from './repositories';
import type { IPauses } from './pauses';
import { notRunnableReason, type RunnablePorts } from './task-runnable';

/** What a loop says of itself; times in milliseconds since the epoch. */
type DescribedProgress = { readonly running: TaskId | null; readonly nextLapAt: number | null; readonly waiting: readonly RunId[] };

export type DescribeOrganisationPorts = RunnablePorts & {
  readonly store: IStore;
  readonly repositories: IRepositories;
  readonly environment: (organisation: string) => IOrganisationEnvironment;
  readonly progress: (loop: string) => DescribedProgress;
  readonly pauses: Pick<IPauses, 'loop'>;
  /** Problems of the organisation's definition files outside any one task. */
  readonly problems: (organisation: string) => readonly Problem[];
};

/** The organisation as the API shows it. */
export function describeOrganisation(ports: DescribeOrganisationPorts, record: OrganisationRecord): Organisation {
  const { codops } = record;
  const totals = ports.store.taskTotals(codops);
  const environment = ports.environment(codops);
  return {
    codops,
    id: record.id,
    loop: describeLoop(ports, codops),
    environment: environment.describe(),
    counts: { ...totals.byStatus, RUNNING: totals.running, INVALID: totals.invalid },
    repositories: ports.repositories.all.filter(({ url }) => totals.repositories.includes(url)).map(repository => repository.describe()),
    problems: [...ports.problems(codops), ...environment.sharedProblems()]
  };
}

/** The loop that every organisation shares; null while no task is in it. */
export function describeSharedLoop(ports: DescribeOrganisationPorts): Loop | null {
  return ports.store.loopNames().includes(METADATA_LOOP) ? describeLoop(ports, METADATA_LOOP) : null;
}

function describeLoop(ports: DescribeOrganisationPorts, name: string): Loop {
  const record = ports.store.loop(name);
  const { running, nextLapAt, waiting } = ports.progress(name);
  const members = ports.store.tasksOfLoop(name).filter(task => !task.scheduled && notRunnableReason(ports, task) === null);
  const nameOf = ({ key, name: own }: LoopTask): string => (name === METADATA_LOOP ? key : own);
  const shares = members.map(task => ({ task: task.id, name: nameOf(task), duration: task.lastDuration, done: task.lap >= record.lap }));
  return {
    name,
    lap: record.lap,
    started_at: iso(record.lapStartedAt),
    last_lap_duration: record.lastLapDuration,
    next_lap_at: iso(nextLapAt),
    queue: waiting.length,
    oldest_due: waiting.length === 0 ? null : iso(Math.min(...waiting.map(runIdTime))),
    shares: lapShares(shares),
    running,
    paused: ports.pauses.loop(name)
  };
}

function iso(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
