import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Health } from '../../../protocol/health';
import type { Loop, Organisation } from '../../../protocol/organisation';
import type { Run } from '../../../protocol/run';
import type { SchedulerServices } from '../../services/scheduler-services';

/** What `/metrics` says, in the text format of Prometheus. */
export interface IMetrics {
  readonly contentType: string;
  text(): Promise<string>;
  close(): void;
}

/** Seconds: from trivial tasks to the longest that a loop usually allows. */
const DURATIONS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600];

type Look = { readonly organisations: readonly Organisation[]; readonly loops: readonly Loop[]; readonly health: Health };
/** What the figures of an answer are read from. */
type Newest = () => Look;

/** Gauges and counters are read when somebody asks; durations are those of the runs that ended since this scheduler started. */
export function createMetrics(services: SchedulerServices, version: string): IMetrics {
  const registry = new Registry();
  const look = (): Look => {
    const { queries } = services;
    const organisations = queries.organisations();
    const shared = queries.sharedLoop();
    return {
      organisations,
      loops: [...organisations.map(({ loop }) => loop), ...(shared === null ? [] : [shared])],
      health: queries.health()
    };
  };
  // Looked at once for all figures of an answer: with thousands of tasks it takes a while.
  let present: Look | null = null;
  const newest: Newest = () => (present ??= look());
  registerFacts(registry, newest, version);
  registerLoops(registry, newest);
  registerTasks(registry, newest, services);
  const observe = registerRuns(registry);
  const unsubscribe = services.events.subscribe(event => {
    const run = event.kind === 'run' && event.ended === true ? services.queries.run(event.run) : null;
    if (run !== null && !run.trial) {
      observe(run);
    }
  });
  return {
    contentType: registry.contentType,
    text: () => {
      present = null;
      return registry.metrics();
    },
    close: unsubscribe
  };
}

function registerFacts(registry: Registry, newest: Newest, version: string): void {
  const info = { name: 'peach_info', help: 'Always 1; the version is a label.', labelNames: ['version'] as const, registers: [registry] };
  new Gauge(info).set({ version }, 1);
  new Gauge({
    name: 'peach_uptime_seconds',
    help: 'Seconds since the scheduler started.',
    registers: [registry],
    collect() {
      this.set(newest().health.uptime);
    }
  });
}

function registerLoops(registry: Registry, newest: Newest): void {
  const gauge = (name: string, help: string, read: (loop: Loop) => number | null): void => {
    new Gauge({
      name: `peach_loop_${name}`,
      help,
      labelNames: ['loop'] as const,
      registers: [registry],
      collect() {
        this.reset();
        for (const loop of newest().loops) {
          const value = read(loop);
          if (value !== null) {
            this.set({ loop: loop.name }, value);
          }
        }
      }
    });
  };
  gauge('laps', 'Laps that the loop has begun.', ({ lap }) => lap);
  gauge('last_lap_seconds', 'Seconds that the last full lap took.', loop => loop.last_lap_duration);
  gauge('running', '1 while a task of the loop has its turn.', ({ running }) => (running === null ? 0 : 1));
  gauge('paused', '1 while the loop starts nothing by itself.', ({ paused }) => (paused ? 1 : 0));
  gauge('queue', 'Runs that wait for their turn.', ({ queue }) => queue);
  gauge('oldest_due_seconds', 'Seconds that the run waits which has waited longest; absent where none waits.', ({ oldest_due: oldest }) =>
    oldest === null ? null : Math.max(0, (Date.now() - Date.parse(oldest)) / 1000)
  );
  gauge('standing_still', '1 where the turn of a task does not end, though its time is over.', loop =>
    newest().health.loops.some(({ name, standing_still }) => name === loop.name && standing_still) ? 1 : 0
  );
  new Gauge({
    name: 'peach_loop_task_share',
    help: 'Share of the last lap that a task took, from 0 to 1.',
    labelNames: ['loop', 'task'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const { name: loop, shares } of newest().loops) {
        shares.forEach(({ name, share }) => this.set({ loop, task: name }, share));
      }
    }
  });
}

function registerTasks(registry: Registry, newest: Newest, { queries }: SchedulerServices): void {
  new Counter({
    name: 'peach_task_runs_total',
    help: 'Runs of a task that have ended, by how; those that a person stopped count as neither.',
    labelNames: ['organisation', 'task', 'outcome'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const { organisation, name: task, successes, failures } of queries.taskCounts()) {
        this.inc({ organisation, task, outcome: 'success' }, successes);
        this.inc({ organisation, task, outcome: 'failure' }, failures);
      }
    }
  });
  new Gauge({
    name: 'peach_tasks',
    help: 'Tasks of master by the status of their last run.',
    labelNames: ['organisation', 'status'] as const,
    registers: [registry],
    collect() {
      this.reset();
      for (const { codops, counts } of newest().organisations) {
        Object.entries(counts).forEach(([status, count]) => this.set({ organisation: codops, status }, count));
      }
    }
  });
}

/** Returns what takes a run that has ended. */
function registerRuns(registry: Registry): (run: Run) => void {
  const labelNames = ['organisation', 'status'] as const;
  const durations = new Histogram({
    name: 'peach_run_duration_seconds',
    help: 'Seconds from the start of a run to its end.',
    labelNames,
    buckets: DURATIONS,
    registers: [registry]
  });
  const cpu = new Counter({
    name: 'peach_run_cpu_seconds_total',
    help: 'Seconds of processor time of all runs.',
    labelNames,
    registers: [registry]
  });
  return ({ organisation, status, duration, cpu_seconds: seconds }) => {
    if (duration !== null) {
      durations.observe({ organisation, status }, duration);
    }
    cpu.inc({ organisation, status }, Math.max(0, seconds ?? 0));
  };
}
