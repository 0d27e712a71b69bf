import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../../protocol/identity';
import type { EndRecord, RunSpecification } from '../../../protocol/run-folder';
import type { Environment, IExecutor, RunEnd } from '../../ports';
import { until } from '../../test-support/until';

/** What the suite needs to try an executor with real runs. */
export type ExecutorHarness = {
  /** A new one on the same state, as the next scheduler would have. */
  readonly executor: () => IExecutor;
  readonly environment: Environment;
  /** A run of this Python code, whose function is `task`; its folder is made, nothing is started. */
  readonly prepare: (source: string, changes?: Partial<RunSpecification>) => Promise<RunSpecification>;
  readonly log: (run: RunId) => Promise<string>;
  /** Whoever of the run is alive. */
  readonly left: (run: RunId) => readonly number[];
  readonly dispose: () => Promise<void>;
};

const WAITING = 'import time\ndef task():\n    print("up", flush=True)\n    time.sleep(600)';
/** A detached child that ignores SIGTERM, besides a main process that does. */
const STUBBORN = `
import os, signal, time
def task():
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
    print("up", flush=True)
    time.sleep(600)`;

/** What every executor must do, whatever it runs on. */
export function describeExecutorContract(name: string, createHarness: () => Promise<ExecutorHarness>): void {
  describe(`${name} executor, as every executor`, () => {
    let current: ExecutorHarness;
    beforeEach(async () => {
      current = await createHarness();
    });
    afterEach(() => current.dispose());
    describeEnds(() => current);
    describeAdoption(() => current);
  });
}

function describeEnds(harness: () => ExecutorHarness): void {
  it('tells the true end of a run that succeeds', async () => {
    const specification = await harness().prepare('def task(x):\n    print("hello")\n    return {"x": x}', { args: { x: [1] } });
    const before = Date.now();

    const started = await harness().executor().start(specification, harness().environment);
    const record = recordOf(await started.ended);

    expect(record).toMatchObject({ status: 'SUCCESS', reason: null, exit_code: 0, signal: null, log_bytes: 6, result: { x: [1] } });
    expect(record.peak_memory).toBeGreaterThan(1 << 20);
    expect(started.startedAt).toBeGreaterThanOrEqual(before - 1);
    expect(started.startedAt).toBeLessThanOrEqual(record.ended_at * 1000);
    expect(await harness().log(specification.run)).toBe('hello\n');
  });

  it('tells why a run failed', async () => {
    const raising = await harness().prepare('def task():\n    raise ValueError("boom")');
    const leaving = await harness().prepare('import os\ndef task():\n    os._exit(3)');
    const killed = await harness().prepare('import os\ndef task():\n    os.kill(os.getpid(), 9)');
    const executor = harness().executor();

    const ends = await Promise.all(
      [raising, leaving, killed].map(async each => recordOf(await (await executor.start(each, harness().environment)).ended))
    );

    expect(ends).toMatchObject([
      { status: 'FAILURE', reason: 'ValueError: boom', exit_code: 1, signal: null },
      { status: 'FAILURE', reason: 'exit code 3', exit_code: 3, signal: null },
      { status: 'FAILURE', reason: 'killed by signal 9 (SIGKILL)', exit_code: null, signal: 9 }
    ]);
    expect(await harness().log(raising.run)).toContain('File "notebooks/example.ipynb, cell 1", line 2, in task');
  });

  it('writes the log while the run goes on, and stops the whole tree for the reason given', async () => {
    const specification = await harness().prepare(STUBBORN);
    const started = await harness().executor().start(specification, harness().environment);
    await up(harness(), specification.run);

    await started.stop('stopped by ada');

    expect(recordOf(await started.ended)).toMatchObject({ status: 'KILLED', reason: 'stopped by ada', signal: 9 });
    await until('nobody is left', () => harness().left(specification.run).length === 0);
  });

  it('ends a run that takes longer than its timeout', async () => {
    const specification = await harness().prepare(STUBBORN, { timeout: 1 });

    const started = await harness().executor().start(specification, harness().environment);

    expect(recordOf(await started.ended)).toMatchObject({ status: 'TIMED_OUT', reason: 'timed out after 1 s' });
    await until('nobody is left', () => harness().left(specification.run).length === 0);
  });
}

function describeAdoption(harness: () => ExecutorHarness): void {
  it('adopts a run that goes on, and can still stop it', async () => {
    const specification = await harness().prepare(WAITING);
    const first = await harness().executor().start(specification, harness().environment);
    await up(harness(), specification.run);

    const adoption = await harness().executor().adopt(specification.run);

    if (adoption.kind !== 'running') {
      throw new Error(`expected a running run, got ${adoption.kind}`);
    }
    expect(adoption.run.startedAt).toBe(first.startedAt);
    await adoption.run.stop('stopped by the next scheduler');
    const end = await adoption.run.ended;
    expect(recordOf(end)).toMatchObject({ status: 'KILLED', reason: 'stopped by the next scheduler' });
    expect(await first.ended).toEqual(end);
  });

  it('takes the true end of a run that ended meanwhile', async () => {
    const specification = await harness().prepare('def task():\n    return 7');
    const started = await harness().executor().start(specification, harness().environment);
    const end = await started.ended;

    const adoption = await harness().executor().adopt(specification.run);

    expect(adoption).toEqual({ kind: 'ended', end, startedAt: started.startedAt });
  });

  it('cancels a run that nobody started, so that nobody can', async () => {
    const specification = await harness().prepare('def task():\n    print("must not run")');
    const executor = harness().executor();

    const adoption = await executor.adopt(specification.run);

    expect(adoption).toEqual({ kind: 'unclaimed' });
    await expect(executor.start(specification, harness().environment)).rejects.toThrow();
    expect(await harness().log(specification.run)).toBe('');
    expect(await executor.adopt(specification.run)).toEqual({ kind: 'unclaimed' });
  });
}

function up(harness: ExecutorHarness, run: RunId): Promise<void> {
  return until(`${run} is up`, async () => (await harness.log(run)).startsWith('up\n'));
}

function recordOf(end: RunEnd): EndRecord {
  if (end.kind !== 'ended') {
    throw new Error(`expected an end record, got: ${end.reason}`);
  }
  return end.record;
}
