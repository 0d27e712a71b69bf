import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunSpecification } from '../../../protocol/run-folder';
import { createKeepingLogger } from '../../test-support/keeping-logger';
import { createPythonHarness, RUNNER_PATH, TEST_ENVIRONMENT, type PythonHarness } from '../test-support/python-harness';
import { until } from '../../test-support/until';
import type { IWarmParent } from './start-warm-parent';
import { createWarmParents, type IWarmParents } from './warm-parents';

let harness: PythonHarness;
let parents: IWarmParents;
let preload: readonly string[] | null;

beforeEach(async () => {
  harness = await createPythonHarness();
  preload = [];
  const { runFolders, groups } = harness;
  parents = createWarmParents({
    runFolders,
    groups,
    runnerPath: RUNNER_PATH,
    preload: () => preload,
    most: 8,
    logger: createKeepingLogger()
  });
});

afterEach(async () => {
  vi.useRealTimers();
  parents.close();
  await harness.dispose();
});

async function parentFor(changes: Partial<RunSpecification> = {}, environment = TEST_ENVIRONMENT): Promise<IWarmParent> {
  const parent = parents.for(await harness.prepare('def task(): pass', changes), environment);
  if (parent === null) {
    throw new Error('no warm parents here');
  }
  return parent;
}

function isRunning(parent: IWarmParent): boolean {
  try {
    return !/^State:\s*Z/m.test(readFileSync(`/proc/${parent.pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

function environOf(parent: IWarmParent): readonly string[] {
  return readFileSync(`/proc/${parent.pid}/environ`, 'utf8').split('\0');
}

describe('warm parents', () => {
  it('are one for each organisation, used again', async () => {
    const first = await parentFor();

    expect(await parentFor()).toBe(first);
    expect(await parentFor({ organisation: 'sesr' })).not.toBe(first);
    expect(first.alive).toBe(true);
  });

  it('are renewed when environment, variables or modules to preload change', async () => {
    const first = await parentFor();

    const rebuilt = await parentFor({}, { ...TEST_ENVIRONMENT, builtAt: 1 });
    const otherVariables = await parentFor({ variables: { A: '1' } }, { ...TEST_ENVIRONMENT, builtAt: 1 });
    preload = ['json'];
    const otherModules = await parentFor({ variables: { A: '1' } }, { ...TEST_ENVIRONMENT, builtAt: 1 });

    expect(new Set([first, rebuilt, otherVariables, otherModules]).size).toBe(4);
    expect([first, rebuilt, otherVariables, otherModules].map(parent => parent.alive)).toEqual([false, false, false, true]);
    await until('those that were replaced are gone', () => ![first, rebuilt, otherVariables].some(isRunning));
  });

  it('are replaced when somebody killed them', async () => {
    const first = await parentFor();
    process.kill(first.pid ?? NaN, 'SIGKILL');
    await until('its end is known', () => !first.alive);

    const second = await parentFor();

    expect(second).not.toBe(first);
    expect(isRunning(second)).toBe(true);
  });

  it('stay a bounded number: the least recently used is let go', async () => {
    const organisations = Array.from({ length: 8 }, (_, index) => `o${index}`);
    const first = await parentFor({ organisation: 'o0' });
    const second = await parentFor({ organisation: 'o1' });
    for (const organisation of organisations) {
      await parentFor({ organisation });
    }
    await parentFor({ organisation: 'o0' });

    await parentFor({ organisation: 'one more' });

    expect([first.alive, second.alive]).toEqual([true, false]);
    await until('it is gone', () => !isRunning(second));
  });

  it('are let go when nobody has used them for a quarter of an hour', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const parent = await parentFor();
    vi.advanceTimersByTime(10 * 60_000);
    await parentFor();
    vi.advanceTimersByTime(14 * 60_000);
    expect(parent.alive).toBe(true);

    vi.advanceTimersByTime(60_000);

    expect(parent.alive).toBe(false);
    vi.useRealTimers();
    await until('it is gone', () => !isRunning(parent));
  });

  it('end with the scheduler, once their runs are over', async () => {
    const specification = await harness.prepare('import time\ndef task():\n    print("up", flush=True)\n    time.sleep(600)');
    const parent = parents.for(specification, TEST_ENVIRONMENT);
    let gone: string | null = null;
    parent?.supervise(harness.folder(specification.run), how => {
      gone = how;
    });
    await until('the run is up', async () => (await harness.log(specification.run)).includes('up'));

    parents.close();
    const [supervisor] = harness.left(specification.run);
    process.kill(supervisor ?? NaN, 'SIGTERM');

    await until('its supervisor is gone', () => gone === 'it ended with exit code 0');
    await until('it is gone too', () => parent !== null && !isRunning(parent));
  });

  it('are started with the organisation’s variables but Python’s own', async () => {
    const parent = await parentFor({ variables: { LD_X: '1', PYTHONPATH: '/x', PYTHONHASHSEED: '7' } });
    await until('it is a program', () => environOf(parent).length > 1);

    expect(environOf(parent).filter(Boolean).sort()).toEqual([
      'LD_X=1',
      'PEACH_RUN_ID=000000000000000000000000000000000000',
      'PYTHONHASHSEED=7'
    ]);
  });
});
