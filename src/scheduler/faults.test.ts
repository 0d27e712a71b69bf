import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConfiguration } from '../core/configuration/parse-configuration';
import type { RunId } from '../protocol/identity';
import type { Run } from '../protocol/run';
import type { Task } from '../protocol/task';
import type { IStore } from './store-port';
import { createFakeAdapters, type FakeAdapters } from './test-support/fake-adapters';
import { createFakeRepository, type FakeRepository } from './test-support/fake-repository';
import { settled } from './test-support/manual-clock';
import { wireScheduler, type WiredScheduler } from './wire';

const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [{ cell_type: 'code', source: 'def task():\n    pass', metadata: {} }]
});
const FULL = 'the disk of /state is full: nothing more can be written; free some space';

let repository: FakeRepository;
let adapters: FakeAdapters;
let scheduler: WiredScheduler;
/** Writes of the store that fail; each call takes its own. */
let broken: Set<keyof IStore>;
/** What flushing to the disk comes to; null: it works. */
let flushing: Promise<void> | null;

/** A store in memory whose writes fail while the test says so. */
function breakable(store: FakeAdapters['store']): FakeAdapters['store'] {
  return new Proxy(store, {
    get: (target, name: keyof IStore) => {
      if (broken.has(name)) {
        return () => {
          throw new Error('database or disk is full');
        };
      }
      return name === 'flush' && flushing !== null ? () => flushing : target[name];
    }
  });
}

async function rest(): Promise<void> {
  for (let round = 0; round < 30; round += 1) {
    await settled();
  }
}

async function pass(milliseconds: number): Promise<void> {
  for (let left = milliseconds; left > 0; left -= 250) {
    await adapters.clock.advance(250);
    await rest();
  }
}

async function start(): Promise<void> {
  const reading = parseConfiguration('c.yaml', 'repositories: [{url: /repository}]', {
    state_dir: '/state',
    home: '/home/ada',
    environment: {},
    directory: '/'
  });
  if (!reading.ok) {
    throw new Error(JSON.stringify(reading.problems));
  }
  scheduler = wireScheduler(adapters, {
    configuration: reading.configuration,
    facts: { version: '0', pid: 1, startedAt: 0, startedAtMonotonic: 0, owner: 'ada', stateDir: '/state' },
    keepRunning: true,
    end: () => undefined
  });
  await scheduler.start();
  await rest();
}

const find = (key: string): Task => scheduler.services.queries.task(scheduler.services.queries.findTask(key)!)!;
const runsOf = (key: string): readonly Run[] => scheduler.services.queries.runs(find(key).id, { status: null, limit: 100, before: null });
const started = (): readonly string[] => adapters.python.specifications.map(({ key }) => key ?? '');

beforeEach(async () => {
  broken = new Set();
  flushing = null;
  repository = createFakeRepository();
  const whole = createFakeAdapters([repository]);
  adapters = { ...whole, store: breakable(whole.store) };
  const task = (name: string): string => `  ${name}: {notebook: a.ipynb, method: task, executor: python}\n`;
  repository.commit({ 'peach.yaml': `codops: debr\ntasks:\n${task('first')}${task('second')}`, 'a.ipynb': NOTEBOOK });
  await Promise.resolve();
});

afterEach(async () => {
  scheduler.stop();
  broken.clear();
  adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
  await rest();
  adapters.store.close();
});

describe('a disk that takes its time', () => {
  const heard: string[] = [];
  const endOfFirst = (): void => {
    heard.splice(0);
    const run = adapters.python.specifications[0]!.run;
    adapters.events.subscribe(event => {
      if (event.kind === 'run' && event.run === run) {
        heard.push(adapters.store.run(run)?.status ?? '');
      }
    });
    adapters.python.end(run);
  };

  it('holds back what people hear of an end, and no loop', async () => {
    await start();
    const { promise, resolve } = Promise.withResolvers<void>();
    flushing = promise;

    endOfFirst();
    await rest();
    expect([heard, started()]).toEqual([[], ['debr/first', 'debr/second']]);

    resolve();
    await rest();
    expect(heard).toEqual(['SUCCESS']);
  });

  it('and fails is logged, and the end is told all the same', async () => {
    await start();
    flushing = Promise.reject(new Error('EIO: i/o error'));
    flushing.catch(() => undefined);

    endOfFirst();
    await rest();

    expect(heard).toEqual(['SUCCESS']);
  });

  it('holds back the answer to who asks for a run, not the run', async () => {
    await start();
    adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
    await rest();
    adapters.python.specifications.forEach(({ run }) => adapters.python.end(run));
    await rest();
    const { promise, resolve } = Promise.withResolvers<void>();
    flushing = promise;

    const answers: boolean[] = [];
    const answer = scheduler.services.commands.runNow(find('debr/first').id, null).then(({ ok }) => answers.push(ok));
    await rest();
    expect([answers, started()]).toEqual([[], ['debr/first', 'debr/second', 'debr/first']]);

    resolve();
    await answer;
    expect(answers).toEqual([true]);
  });
});

describe('a full disk', () => {
  const fill = (...writes: (keyof IStore)[]): void => {
    adapters.disk.problem = FULL;
    broken = new Set(writes);
  };
  const clear = (): void => {
    adapters.disk.problem = null;
    broken.clear();
  };

  it('holds every task with words, refuses a run in the same words, and lets the loop go on by itself afterwards', async () => {
    fill();
    await start();
    await pass(3000);

    expect(started()).toEqual([]);
    expect(find('debr/first').held).toBe(FULL);
    expect(await scheduler.services.commands.runNow(find('debr/first').id, null)).toMatchObject({
      ok: false,
      refusal: { code: 'disk_full', message: FULL }
    });

    clear();
    await pass(3000);
    expect(started()).toEqual(['debr/first']);
    expect(find('debr/first').held).toBeNull();
  });

  it('on which a working copy does not fit costs one run, holds the tasks of its repository, and is tried again', async () => {
    repository.crowded = 'its files take 100 MiB and the disk has 80 MiB left';
    await start();
    await pass(25_000);

    expect(runsOf('debr/first')).toMatchObject([{ status: 'FAILURE', reason: repository.crowded }]);
    expect(runsOf('debr/second')).toEqual([]);
    expect(find('debr/second').held).toBe(repository.crowded);

    repository.crowded = null;
    await pass(10_000);
    expect(find('debr/second').held).toBeNull();
    await pass(30_000);
    expect(started()).toEqual(['debr/first']);
  });

  it('lets a run that goes on come to its true end, written when there is space', async () => {
    await start();
    const run = adapters.python.specifications[0]!.run;

    fill('endRun', 'saveLoop', 'setTaskLap', 'insertRun');
    adapters.python.end(run, { status: 'FAILURE', reason: 'ValueError: no' });
    await pass(60_000);
    expect(runsOf('debr/first')).toMatchObject([{ status: 'RUNNING' }]);
    expect(started()).toEqual(['debr/first']);

    clear();
    await pass(20_000);
    expect(runsOf('debr/first')).toMatchObject([{ status: 'FAILURE', reason: 'ValueError: no' }]);
    expect(started()).toEqual(['debr/first', 'debr/second']);
    expect(repository.released).toHaveLength(1);
  });

  it('in the moment in which a run starts neither ends that run, nor lets another one in beside it', async () => {
    broken = new Set(['startRun']);
    await start();
    adapters.disk.problem = FULL;
    await pass(5000);

    expect(started()).toEqual(['debr/first']);
    expect(runsOf('debr/first')).toMatchObject([{ status: 'QUEUED' }]);
    expect(repository.released).toEqual([]);

    clear();
    await pass(20_000);
    expect(runsOf('debr/first')).toMatchObject([{ status: 'RUNNING' }]);
    adapters.python.end(adapters.python.specifications[0]!.run);
    await rest();
    expect(runsOf('debr/first')).toMatchObject([{ status: 'SUCCESS' }]);
    expect(started()).toEqual(['debr/first', 'debr/second']);
  });

  it('keeps what a person asked for until there is space', async () => {
    await start();
    const asked = await scheduler.services.commands.runNow(find('debr/second').id, null);
    expect(asked.ok).toBe(true);

    fill('setTaskLap', 'setRunCommit', 'insertRun', 'saveLoop');
    adapters.python.end(adapters.python.specifications[0]!.run);
    await pass(10_000);
    expect(started()).toEqual(['debr/first']);

    clear();
    await pass(10_000);
    expect(started()).toEqual(['debr/first', 'debr/second']);
    expect(runsOf('debr/second')).toMatchObject([{ status: 'RUNNING', trigger: 'run_now' }]);
  });

  it('that keeps a run from starting is its reason, and no further run is lost to it', async () => {
    adapters.python.refuseStart = 'ENOSPC: no space left on device, write';
    const { create } = adapters.runFolders;
    adapters = {
      ...adapters,
      runFolders: {
        ...adapters.runFolders,
        create: specification => {
          adapters.disk.problem = FULL;
          return create(specification);
        }
      }
    };
    await start();
    await pass(10_000);

    expect(runsOf('debr/first')).toMatchObject([{ status: 'FAILURE', reason: FULL }]);
    expect(runsOf('debr/second')).toEqual([]);
  });

  it('while a run is stopped stops it', async () => {
    await start();
    const { run } = adapters.python.specifications[0]!;
    adapters = { ...adapters, disk: adapters.disk };
    fill();

    await scheduler.services.commands.stopRun(run);

    expect(adapters.python.stopped.get(run)).toBe('stopped by a person');
  });
});

describe('a fault that is not the disk’s', () => {
  it('costs its own turn, and the loop goes on', async () => {
    broken = new Set(['insertRun']);
    await start();
    await pass(3000);
    expect(started()).toEqual([]);
    expect(find('debr/first').held).toBeNull();

    broken.clear();
    await pass(65_000);
    expect(started()).toEqual(['debr/first']);
  });

  it('in what a run told of itself costs those figures, not its end', async () => {
    await start();
    const { run } = adapters.python.specifications[0]!;
    const { endRun } = adapters.store;
    const refused: RunId[] = [];
    Object.assign(adapters.store, {
      endRun: (id: RunId, closure: Parameters<typeof endRun>[1]) => {
        if (closure.result !== null) {
          refused.push(id);
          throw new Error('a value that can not be bound');
        }
        return endRun(id, closure);
      }
    });

    adapters.python.end(run, { result: { odd: true } });
    await pass(60_000);

    expect(refused.length).toBe(5);
    expect(runsOf('debr/first')).toMatchObject([{ status: 'SUCCESS', result: null }]);
    expect(started()).toContain('debr/second');
  });

  it('of the working copies costs the run, which says so, and is not left waiting', async () => {
    repository.checkout = () => Promise.reject(new Error('a defect'));
    await start();

    expect(runsOf('debr/first')).toMatchObject([{ status: 'FAILURE', reason: 'no working copy can be made: a defect' }]);
  });

  it('while the catalogue is saved is tried again without a change of the repository', async () => {
    broken = new Set(['saveTask']);
    await start();
    expect(scheduler.services.queries.repositories()[0]?.error).toContain('full');

    broken.clear();
    await pass(15_000);

    expect(started()).toEqual(['debr/first']);
  });
});

describe('the clock', () => {
  it('set back during a run makes it no shorter than nothing', async () => {
    await start();
    const { run } = adapters.python.specifications[0]!;
    const before = adapters.clock.now();

    adapters.clock.set(before - 86_400_000);
    adapters.python.vanish(run, 'its supervisor was killed');
    await rest();

    expect(runsOf('debr/first')).toMatchObject([{ status: 'FAILURE', duration: 0 }]);
  });

  it('set forward by a day neither makes a loop stand still nor ends anything', async () => {
    await start();

    adapters.clock.set(adapters.clock.now() + 86_400_000);
    const health = scheduler.services.queries.health();

    expect(health.loops).toMatchObject([{ name: 'debr', standing_still: false }]);
    expect(health.uptime).toBeLessThan(60);
  });

  it('makes a loop stand still that takes longer than its limit, whatever it is set to', async () => {
    await start();
    adapters.clock.set(0);

    await adapters.clock.advance(3_700_000);

    expect(scheduler.services.queries.health().loops).toMatchObject([{ name: 'debr', standing_still: true }]);
  });
});
