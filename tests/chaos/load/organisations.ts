import type { TaskFact } from '../history/history';

/** Repositories of the load; the one named remote has to be fetched. */
export const REPOSITORIES = ['first', 'second', 'third', 'remote'] as const;
export type RepositoryName = (typeof REPOSITORIES)[number];

/** A task of the load. `kind`: what `load/task-source.ts` does. `timeout` in seconds. */
type LoadTask = {
  readonly kind: string;
  readonly timeout?: number;
  readonly loop?: string;
  readonly overlap?: 'allow';
  readonly schedule?: string;
  readonly retries?: { readonly limit: number; readonly delay: string };
};

type LoadOrganisation = {
  readonly codops: string;
  readonly repository: RepositoryName;
  readonly interval: string;
  readonly tasks: Readonly<Record<string, LoadTask>>;
};

/** Seconds; no task but those that shall needs so long. */
const LONG = 60;
const MINUTELY = '* * * * *';

export const ORGANISATIONS: readonly LoadOrganisation[] = [
  {
    codops: 'steady',
    repository: 'first',
    interval: '0s',
    tasks: {
      quick: { kind: 'quick' },
      lines: { kind: 'lines' },
      asked: { kind: 'quick', overlap: 'allow' },
      due: { kind: 'quick', schedule: MINUTELY }
    }
  },
  {
    codops: 'forks',
    repository: 'first',
    interval: '100ms',
    tasks: { orphans: { kind: 'orphans' }, holder: { kind: 'holder' }, overrun: { kind: 'overrun', timeout: 2 } }
  },
  {
    codops: 'fails',
    repository: 'second',
    interval: '100ms',
    tasks: {
      raise: { kind: 'raise' },
      exit: { kind: 'exit3' },
      good_exit: { kind: 'exit0' },
      os_exit: { kind: 'os_exit' },
      segfault: { kind: 'segfault' },
      interrupt: { kind: 'interrupt' },
      retried: { kind: 'raise', retries: { limit: 2, delay: '1s' } }
    }
  },
  {
    codops: 'slow',
    repository: 'second',
    interval: '100ms',
    tasks: { steps: { kind: 'steps' }, wait: { kind: 'wait', timeout: 8 }, shared: { kind: 'quick', loop: 'metadata' } }
  },
  { codops: 'building', repository: 'third', interval: '100ms', tasks: { quick: { kind: 'quick' }, steps: { kind: 'steps' } } },
  { codops: 'fetched', repository: 'remote', interval: '100ms', tasks: { quick: { kind: 'quick' }, steps: { kind: 'steps' } } }
];

/** Interval of each loop. */
export const LOOPS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(ORGANISATIONS.map(({ codops, interval }) => [codops, interval])),
  metadata: '100ms'
};

/** What the checker has to know of the tasks. */
export const TASKS: readonly TaskFact[] = ORGANISATIONS.flatMap(({ codops, repository, tasks }) =>
  Object.entries(tasks).map(([name, task]) => ({
    key: `${codops}/${name}`,
    loop: task.loop ?? codops,
    repository,
    timeout: (task.timeout ?? LONG) * 1000,
    scheduled: task.schedule !== undefined
  }))
);

/** How the definitions of a repository stand: all tasks at rest, or with a requirement that can't be resolved. */
export type DefinitionState = { readonly resting: boolean; readonly unresolvable: boolean };

/** The definition files of one repository, text by path. */
export function definitionFiles(repository: RepositoryName, journals: string, state: DefinitionState): Readonly<Record<string, string>> {
  const files = ORGANISATIONS.filter(organisation => organisation.repository === repository).map(organisation => {
    const lines = [
      `codops: ${organisation.codops}`,
      ...(state.unresolvable ? ['dependencies: [peach-lab-chaos-absent==1]'] : []),
      'tasks:'
    ];
    const tasks = Object.entries(organisation.tasks).map(
      ([name, task]) => `  ${name}: ${JSON.stringify(entryOf(task, journals, state.resting))}`
    );
    return [`peach.conf/${organisation.codops}.yaml`, `${[...lines, ...tasks].join('\n')}\n`] as const;
  });
  return Object.fromEntries(files);
}

function entryOf(task: LoadTask, journals: string, resting: boolean): Readonly<Record<string, unknown>> {
  return {
    notebook: 'work.ipynb',
    method: 'task',
    executor: 'python',
    args: { kind: task.kind, journals },
    timeout: `${task.timeout ?? LONG}s`,
    ...(task.loop === undefined ? {} : { loop: task.loop }),
    ...(task.overlap === undefined ? {} : { overlap: task.overlap }),
    ...(task.schedule === undefined ? {} : { schedule: task.schedule }),
    ...(task.retries === undefined ? {} : { retries: task.retries }),
    ...(resting ? { disabled: true } : {})
  };
}
