import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeepingLogger } from '../../test-support/keeping-logger';
import { createPythonHarness, RUNNER_PATH, TEST_ENVIRONMENT, type PythonHarness } from '../test-support/python-harness';
import { until } from '../../test-support/until';
import { startWarmParent, type IWarmParent } from './start-warm-parent';

let harness: PythonHarness;
let logger: ReturnType<typeof createKeepingLogger>;
const started: IWarmParent[] = [];

beforeEach(async () => {
  harness = await createPythonHarness();
  logger = createKeepingLogger();
});

afterEach(async () => {
  started.splice(0).forEach(parent => parent.letGo());
  await harness.dispose();
});

function start(python = TEST_ENVIRONMENT.python, preload: readonly string[] = []): IWarmParent {
  const parent = startWarmParent({ python, runnerPath: RUNNER_PATH, preload, variables: {}, logger });
  started.push(parent);
  return parent;
}

async function supervise(
  parent: IWarmParent,
  source: string
): Promise<{ readonly how: Promise<string>; readonly log: () => Promise<string> }> {
  const { run } = await harness.prepare(source);
  return {
    how: new Promise(resolve => parent.supervise(harness.folder(run), resolve)),
    log: () => harness.log(run)
  };
}

describe('a warm parent', () => {
  it('gives a supervisor to each run, and tells when that is gone', async () => {
    const parent = start();

    const runs = await Promise.all(['1', '2', '3'].map(word => supervise(parent, `def task():\n    print(${word})`)));

    expect(await Promise.all(runs.map(({ how }) => how))).toEqual(Array(3).fill('it ended with exit code 0'));
    expect(await Promise.all(runs.map(({ log }) => log()))).toEqual(['1\n', '2\n', '3\n']);
  });

  it('says of everything it was asked for that it is gone when it is killed', async () => {
    const parent = start();
    const run = await supervise(parent, 'import time\ndef task():\n    print("up", flush=True)\n    time.sleep(600)');
    await until('the run is up', async () => (await run.log()) === 'up\n');

    process.kill(parent.pid ?? NaN, 'SIGKILL');

    expect(await run.how).toBe('its warm parent is gone: it ended with SIGKILL');
    expect(parent.alive).toBe(false);
  });

  it('gets no run before it is ready, and all of them then, also when it was let go meanwhile', async () => {
    const parent = start();
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    parent.holdUntil(ready);
    const early = await Promise.all(['1', '2'].map(word => supervise(parent, `def task():\n    print(${word})`)));
    parent.letGo();
    const other = await supervise(start(), 'def task(): pass');
    await other.how;
    expect(await Promise.all(early.map(({ log }) => log()))).toEqual(['', '']);

    resolve();

    expect(await Promise.all(early.map(({ how }) => how))).toEqual(Array(2).fill('it ended with exit code 0'));
    expect(await Promise.all(early.map(({ log }) => log()))).toEqual(['1\n', '2\n']);
  });

  it('goes on when it was stopped and is nudged', async () => {
    const parent = start();
    process.kill(parent.pid ?? NaN, 'SIGSTOP');
    const run = await supervise(parent, 'def task(): pass');

    parent.nudge();

    expect(await run.how).toBe('it ended with exit code 0');
  });

  it('tells what a broken interpreter printed', async () => {
    const python = join(harness.directory, 'python');
    await writeFile(python, '#!/bin/sh\necho "libpython is missing" >&2\nexit 127\n');
    await chmod(python, 0o755);

    const run = await supervise(start(python), 'def task(): pass');

    expect(await run.how).toBe('its warm parent is gone: it ended with exit code 127: libpython is missing');
    await until('it is logged', () => logger.lines.some(({ fields }) => JSON.stringify(fields).includes('"said":"libpython is missing"')));
  });

  it('tells that the interpreter is not there', async () => {
    const run = await supervise(start('/nowhere/python'), 'def task(): pass');

    expect(await run.how).toContain('spawn /nowhere/python ENOENT');
  });

  it('logs what it has to say', async () => {
    const parent = start(TEST_ENVIRONMENT.python, ['no_such_module']);

    await until('it is logged', () =>
      logger.lines.some(({ fields }) => JSON.stringify(fields).includes('no_such_module is not imported ahead of the runs'))
    );
    expect(parent.alive).toBe(true);
  });
});
