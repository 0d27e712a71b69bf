import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TaskId } from '../protocol/identity';
import type { Run } from '../protocol/run';
import type { Task } from '../protocol/task';
import { createFakeAdapters, type FakeAdapters } from './test-support/fake-adapters';
import { createFakeRepository, type FakeRepository } from './test-support/fake-repository';
import { configure, definitions, NOTEBOOK, factsOf, rest, task } from './test-support/wired-scheduler';
import type { IAttachment } from './services/scheduler-services';
import { wireScheduler, type WiredScheduler } from './wire';

let repository: FakeRepository;
let adapters: FakeAdapters;
let scheduler: WiredScheduler;
let ended: number;

async function start(options: { configuration?: string; keepRunning?: boolean } = {}): Promise<void> {
  scheduler = wireScheduler(adapters, {
    configuration: configure(options.configuration ?? 'repositories: [{url: /repository}]'),
    facts: factsOf(adapters),
    keepRunning: options.keepRunning ?? true,
    end: () => {
      ended += 1;
    }
  });
  await scheduler.start();
  await rest();
}

const find = (key: string): Task => {
  const { queries } = scheduler.services;
  const found = queries.task(queries.findTask(key)!);
  if (found === null) {
    throw new Error(`no task ${key}`);
  }
  return found;
};
const runsOf = (key: string): readonly Run[] => scheduler.services.queries.runs(find(key).id, { status: null, limit: 100, before: null });
const newest = (): Run => {
  const { run } = adapters.python.specifications.at(-1) ?? { run: null };
  const found = run === null ? null : adapters.store.run(run);
  if (found === null) {
    throw new Error('nothing was started');
  }
  return found;
};

beforeEach(() => {
  ended = 0;
  repository = createFakeRepository();
  adapters = createFakeAdapters([repository]);
});

afterEach(async () => {
  scheduler.stop();
  adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
  await rest();
  adapters.store.close();
});

describe('a run', () => {
  it('is made from the head of master, with its arguments, in its organisation’s environment', async () => {
    const commit = repository.commit(definitions(task('work', ', args: {day: 2}'), 'codops: debr\ndependencies: [six]'));
    await start();

    expect(adapters.python.specifications[0]).toMatchObject({
      key: 'debr/work',
      organisation: 'debr',
      method: 'task',
      args: { day: 2 },
      environment: 'six',
      data_dir: '/data/debr',
      timeout: 3600,
      grace: 10
    });
    expect(newest()).toMatchObject({ status: 'RUNNING', version: commit.slice(0, 7), environment: 'six', trigger: 'loop' });
    expect(find('debr/work').state).toBe('RUNNING');

    adapters.python.end(newest().id, { result: { score: 1 } });
    await rest();
    expect(find('debr/work')).toMatchObject({
      state: 'FINISHED',
      last_ended_run: { status: 'SUCCESS', result: { score: 1 }, duration: 2 }
    });
    expect(repository.released).toEqual(repository.checkouts);
  });

  it('fails at once where its executor is missing, and the loop goes on', async () => {
    adapters.spark.missing = 'Spark is not installed';
    repository.commit(definitions(task('first').replace('python', 'spark') + task('second')));
    await start();

    expect(runsOf('debr/first')).toMatchObject([{ status: 'FAILURE', reason: 'Spark is not installed', started_at: null }]);
    expect(newest().organisation).toBe('debr');
    expect(find('debr/second').state).toBe('RUNNING');
  });

  it('fails with the words of what kept it from starting', async () => {
    adapters.python.refuseStart = 'no interpreter';
    repository.commit(definitions(task('work')));
    await start();

    expect(runsOf('debr/work')).toMatchObject([{ status: 'FAILURE', reason: 'it could not be started: no interpreter' }]);
    expect(repository.released).toEqual(repository.checkouts);
  });

  it('is a failure when its supervisor was killed', async () => {
    repository.commit(definitions(task('work')));
    await start();

    adapters.python.vanish(newest().id, 'its supervisor was killed');
    await rest();

    expect(runsOf('debr/work')).toMatchObject([{ status: 'FAILURE', reason: 'its supervisor was killed', log_bytes: 7 }]);
  });

  it('is of the commit that is the head when it starts, not when the lap began', async () => {
    repository.commit(definitions(task('first') + task('second')));
    await start();

    const second = repository.commit(definitions(task('first') + task('second', ', args: {day: 5}')));
    adapters.python.end(newest().id);
    await rest();

    expect(adapters.python.specifications[1]).toMatchObject({ key: 'debr/second', args: { day: 5 } });
    expect(newest().commit.hash).toBe(second);
  });
});

describe('run now', () => {
  it('goes before the rest of the lap, once', async () => {
    repository.commit(definitions(task('first') + task('second') + task('third')));
    await start();

    const asked = await scheduler.services.commands.runNow(find('debr/third').id, null);
    expect(asked).toMatchObject({ ok: true, value: { status: 'QUEUED', trigger: 'run_now' } });
    expect(await scheduler.services.commands.runNow(find('debr/third').id, null)).toMatchObject({
      ok: false,
      refusal: { code: 'task_running' }
    });
    adapters.python.end(newest().id);
    await rest();

    expect(adapters.python.specifications.map(({ key }) => key)).toEqual(['debr/first', 'debr/third']);
  });

  it('is refused in words for a task that runs, is held, disabled or wrong', async () => {
    repository.commit(
      definitions(
        task('running') +
          '  held: {notebook: a.ipynb, method: task, executor: kubernetes}\n' +
          task('off', ', disabled: true') +
          task('wrong', ', args: {night: 1}')
      )
    );
    await start();
    const code = async (key: string) => {
      const outcome = await scheduler.services.commands.runNow(find(key).id, null);
      return outcome.ok ? null : outcome.refusal.code;
    };

    expect(await Promise.all(['debr/running', 'debr/held', 'debr/off', 'debr/wrong'].map(code))).toEqual([
      'task_running',
      'task_not_runnable',
      'task_not_runnable',
      'task_not_runnable'
    ]);
    expect(await scheduler.services.commands.runNow('0190a0b0-0000-7000-8000-000000000001' as TaskId, null)).toMatchObject({
      refusal: { code: 'not_found' }
    });
  });

  it('tells the one who asked when the task is gone before its turn', async () => {
    repository.commit(definitions(task('first') + task('second')));
    await start();
    await scheduler.services.commands.runNow(find('debr/second').id, null);

    repository.commit(definitions(task('first')));
    adapters.python.end(newest().id);
    await rest();

    expect(runsOf('debr/second')).toMatchObject([{ status: 'FAILURE', reason: 'debr/second is not a valid task of master any more' }]);
    expect(find('debr/second').removed).toBe(true);
  });
});

describe('stop', () => {
  it('asks the executor for the end of what runs', async () => {
    repository.commit(definitions(task('work')));
    await start();
    const { id } = newest();

    expect(await scheduler.services.commands.stopRun(id)).toMatchObject({ ok: true });
    expect(adapters.python.stopped.get(id)).toBe('stopped by a person');
    adapters.python.end(id, { status: 'KILLED', reason: 'stopped by a person' });
    await rest();

    expect(await scheduler.services.commands.stopRun(id)).toMatchObject({ ok: false, refusal: { code: 'run_ended' } });
  });

  it('takes a run that waits out of the queue', async () => {
    repository.commit(definitions(task('first') + task('second')));
    await start();
    const asked = await scheduler.services.commands.runNow(find('debr/second').id, null);

    await scheduler.services.commands.stopRun(asked.ok ? asked.value.id : newest().id);
    await rest();

    expect(runsOf('debr/second')).toMatchObject([{ status: 'KILLED', reason: 'stopped by a person before it started' }]);
  });
});

describe('after a crash', () => {
  /** The state that a scheduler leaves that was killed while `first` ran and `second` waited. */
  async function crash(): Promise<Run> {
    repository.commit(definitions(task('first') + task('second')));
    await start();
    await scheduler.services.commands.runNow(find('debr/second').id, null);
    scheduler.stop();
    return newest();
  }

  it('a run that goes on is adopted, and its loop waits for it', async () => {
    const run = await crash();
    adapters.python.adoptions.set(run.id, adapters.python.running(run.id));
    await start();
    expect(adapters.python.specifications).toHaveLength(1);

    adapters.python.end(run.id);
    await rest();

    expect(adapters.store.run(run.id)).toMatchObject({ status: 'SUCCESS' });
    expect(adapters.python.specifications.map(({ key }) => key)).toEqual(['debr/first', 'debr/second']);
    expect(repository.released).toContain(repository.checkouts[0]);
  });

  it('a run of which nobody knows the end is lost, and said to be', async () => {
    const run = await crash();
    adapters.python.adoptions.set(run.id, {
      kind: 'ended',
      end: { kind: 'vanished', reason: 'the machine was restarted meanwhile', endedAt: null },
      startedAt: 1
    });
    await start();

    expect(adapters.store.run(run.id)).toMatchObject({ status: 'LOST', reason: 'the machine was restarted meanwhile' });
  });
});

describe('an environment that can’t be built', () => {
  it('makes the task that asks for it invalid at its requirement; the others run', async () => {
    adapters.unbuildable.add('nonsense');
    repository.commit(definitions(task('good') + task('bad', ', dependencies: [nonsense]')));
    await start();

    expect(find('debr/bad')).toMatchObject({
      invalid: true,
      problems: [{ file: 'peach.yaml', line: 4, message: expect.stringContaining('nonsense was not found') as string }]
    });
    expect(find('debr/good').state).toBe('RUNNING');
    expect(scheduler.services.queries.organisation('debr')?.environment).toMatchObject({
      state: 'failed',
      reason: 'nonsense was not found'
    });
  });
});

function attachTo({ services }: WiredScheduler, root: string): IAttachment {
  const outcome = services.commands.attach(root);
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

describe('a Jupyter server', () => {
  it('has its repository served while it is attached, and held afterwards', async () => {
    repository.commit(definitions(task('work')));
    await start({ configuration: '{}', keepRunning: false });

    const attachment = attachTo(scheduler, '/repository/notebooks');
    await rest();
    expect(find('debr/work').held).toBeNull();
    attachment.detach();
    await rest();

    expect(find('debr/work')).toMatchObject({ removed: false, held: expect.stringContaining('/repository') as string });
    expect(scheduler.services.queries.health().attached).toBe(0);
  });

  it('does not widen what the configuration lets its repository define', async () => {
    repository.commit(definitions(task('work')));
    await start({ configuration: 'repositories: [{url: /repository, organisations: [other]}]' });

    scheduler.services.commands.attach('/repository');
    await rest();
    repository.commit(definitions(task('work') + task('more')));
    await rest();

    expect(scheduler.services.queries.findTask('debr/work')).toBeNull();
  });

  it('that leaves last takes the scheduler with it after 30 s, unless another comes', async () => {
    await start({ configuration: '{}', keepRunning: false });
    const first = attachTo(scheduler, '/repository');
    await rest();
    first.detach();
    await adapters.clock.advance(20_000);
    const second = attachTo(scheduler, '/repository');
    await adapters.clock.advance(20_000);
    expect(ended).toBe(0);

    second.detach();
    await adapters.clock.advance(30_000);

    expect(ended).toBe(1);
  });

  it('never ends a scheduler that is to be kept', async () => {
    await start({ configuration: '{}' });
    attachTo(scheduler, '/repository').detach();

    await adapters.clock.advance(3_600_000);

    expect(ended).toBe(0);
  });
});

describe('what is told of a repository', () => {
  it('is its error while it can’t be read, and its tasks again when it can', async () => {
    repository.broken = 'the disk is away';
    await start();
    expect(scheduler.services.queries.repositories()).toMatchObject([{ url: '/repository', error: 'the disk is away', branch: null }]);

    repository.broken = null;
    repository.commit(definitions(task('work')));
    await rest();

    expect(scheduler.services.queries.repositories()).toMatchObject([{ error: null, branch: 'master', problems: [] }]);
    expect(find('debr/work').state).toBe('RUNNING');
  });

  it('is read once it is there, when it was not at the start', async () => {
    const appearing: FakeRepository[] = [];
    adapters = createFakeAdapters(appearing);
    await start();
    expect(scheduler.services.queries.repositories()).toMatchObject([{ error: '/repository does not exist' }]);

    repository.commit(definitions(task('work')));
    appearing.push(repository);
    await adapters.clock.advance(10_000);
    await rest();

    expect(find('debr/work').state).toBe('RUNNING');
  });

  it('for the register dialog is the checkout, with the branch that tasks run from', async () => {
    repository.commit(definitions(task('work')));
    await start();

    expect(await scheduler.services.commands.workingCopy('/repository/notebooks/a.ipynb')).toMatchObject({
      ok: true,
      value: {
        root: '/repository',
        path: 'notebooks/a.ipynb',
        branch: 'feature',
        runs_from: 'master',
        served: true,
        has_peach_yaml: true,
        organisations: [{ codops: 'debr', files: ['peach.yaml'], tasks: ['a'] }],
        default_executor: 'spark'
      }
    });
    expect(await scheduler.services.commands.workingCopy('/elsewhere/a.ipynb')).toMatchObject({
      ok: false,
      refusal: { code: 'not_found' }
    });
  });

  it('for preflight is what stands against a definition', async () => {
    repository.commit(definitions(task('work')));
    await start();
    const preflight = async (definition: object, name = 'fresh') => {
      const answer = await scheduler.services.commands.preflight({
        organisation: 'debr',
        name,
        definition: { notebook: 'a.ipynb', method: 'task', executor: 'python', ...definition },
        notebook: JSON.parse(NOTEBOOK) as unknown,
        path: '/repository/a.ipynb',
        replaces: null
      });
      return answer.ok ? answer.value.findings.filter(({ severity }) => severity === 'error').map(({ field }) => field) : [];
    };

    expect(await preflight({})).toEqual([]);
    expect(await preflight({}, 'work')).toEqual(['name']);
    expect(await preflight({ method: 'other' })).toEqual(['method']);
    expect(await preflight({ args: { night: 1 } })).toEqual(['args.night']);
  });
});
