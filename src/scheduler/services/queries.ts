import type { Discovery } from '../../protocol/discovery';
import type { Health } from '../../protocol/health';
import { parseTaskId, parseTaskKey, taskKey } from '../../protocol/identity';
import type { LoopConfiguration } from '../../protocol/configuration';
import type { Notification } from '../../protocol/notification';
import type { IClock } from '../ports';
import { describeOrganisation, describeSharedLoop, type DescribeOrganisationPorts } from './describe-organisation';
import { describeTask, type DescribeTaskPorts } from './describe-task';
import type { IPauses } from './pauses';
import type { IQueries } from './scheduler-services';
import type { ITrials } from './trials/create-trials';

/** What the scheduler says of itself. */
export type SchedulerFacts = {
  readonly version: string;
  readonly pid: number;
  /** Since the epoch. */
  readonly startedAt: number;
  /** The same moment of the monotonic clock. */
  readonly startedAtMonotonic: number;
  readonly owner: string;
  readonly stateDir: string;
};

export type QueriesPorts = DescribeOrganisationPorts &
  DescribeTaskPorts & {
    readonly pauses: IPauses;
    readonly trials: Pick<ITrials, 'runs' | 'describe'>;
    readonly clock: IClock;
    readonly facts: SchedulerFacts;
    readonly attached: () => number;
    readonly loopNames: () => readonly string[];
    readonly notifications: () => readonly Notification[];
    readonly discoveries: () => readonly Discovery[];
    /** Of the monotonic clock. */
    readonly turnStartedAt: (loop: string) => number | null;
    readonly loop: (name: string) => LoopConfiguration;
  };

/** Seconds beyond its time limit and grace that a turn may take before its loop counts as standing still. */
const STANDING_STILL_AFTER = 60;

export function createQueries(ports: QueriesPorts): IQueries {
  const { store, repositories } = ports;
  return {
    health: () => health(ports),
    organisations: () => store.organisations().map(record => describeOrganisation(ports, record)),
    organisation: codops => {
      const record = store.organisation(codops);
      return record === null ? null : describeOrganisation(ports, record);
    },
    sharedLoop: () => describeSharedLoop(ports),
    repositories: () => repositories.all.map(repository => repository.describe()),
    tasks: organisation => store.tasks(organisation).map(task => describeTask(ports, task)),
    task: id => {
      const task = store.task(id);
      return task === null ? null : describeTask(ports, task);
    },
    findTask: idOrKey => {
      const id = parseTaskId(idOrKey);
      if (id !== null) {
        return store.task(id)?.id ?? null;
      }
      const key = parseTaskKey(idOrKey);
      return key === null ? null : (store.taskByKey(taskKey(key.organisation, key.name))?.id ?? null);
    },
    taskCounts: () => store.taskCounts(),
    runs: (task, page) => store.runs(task, page),
    history: (task, page) => store.history(task, page),
    run: id => store.run(id) ?? ports.trials.runs.run(id),
    trial: run => ports.trials.describe(run),
    dueTimes: (task, page) => store.dueTimes(task, page),
    notifications: () => ports.notifications(),
    paused: loop => (loop === null ? ports.pauses.all : ports.pauses.loop(loop))
  };
}

function health(ports: QueriesPorts): Health {
  const { facts, clock } = ports;
  const now = clock.monotonic();
  return {
    version: facts.version,
    pid: facts.pid,
    started_at: new Date(facts.startedAt).toISOString(),
    uptime: (now - facts.startedAtMonotonic) / 1000,
    owner: facts.owner,
    state_dir: facts.stateDir,
    attached: ports.attached(),
    loops: ports.loopNames().map(name => {
      const startedAt = ports.turnStartedAt(name);
      const { timeout, grace } = ports.loop(name);
      const limit = (timeout + grace + STANDING_STILL_AFTER) * 1000;
      return { name, lap: ports.store.loop(name).lap, standing_still: startedAt !== null && now - startedAt > limit };
    }),
    discoveries: [...ports.discoveries()]
  };
}
