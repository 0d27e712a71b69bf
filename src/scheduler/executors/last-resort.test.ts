import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { systemClock } from '../system-clock';
import { createProcessGroups } from './process-groups';
import { startTime } from './process-identity';
import { createPythonHarness, type PythonHarness } from './test-support/python-harness';
import { until } from '../test-support/until';

/** Leaves somebody whom neither environment, descriptors, session nor parents tell of, then kills both that look after it. */
const HIDING = `
import os, signal, time
def task():
    supervisor = os.getppid()
    warm_parent = int(open(f'/proc/{supervisor}/stat').read().rpartition(')')[2].split()[1])
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        os.setsid()
        os.write(writer, str(os.getpid()).encode())
        os.closerange(0, 1024)
        os.execve('/bin/sleep', ['sleep', '600'], {})
    os.wait()
    hidden = os.read(reader, 20).decode()
    while open(f'/proc/{hidden}/comm').read() != 'sleep\\n':
        time.sleep(0.01)
    open('../hidden', 'w').write(hidden)
    print('up')
    time.sleep(600)`;

describe('a process that hides from everybody', () => {
  let harness: PythonHarness;
  beforeEach(async () => {
    harness = await createPythonHarness();
  });
  afterEach(() => harness.dispose());

  it('ends by its control group when supervisor and warm parent are dead', async context => {
    const executor = harness.executor();
    const groups = createProcessGroups({ directory: harness.directory, clock: systemClock, logger: createKeepingLogger() });
    const warming = await harness.prepare('def task(): pass');
    const warm = await (await executor.start(warming, harness.environment)).ended;
    expect(warm).toMatchObject({ record: { status: 'SUCCESS' } });
    // Only what is forked after its warm parent joined belongs to the group.
    await until('joined', async () => (await groups.leftovers()).length > 0).catch(() => context.skip('no control group can be made here'));
    const [group] = await groups.leftovers();
    const specification = await harness.prepare(HIDING);
    const started = await executor.start(specification, harness.environment);
    await until('up', async () => (await harness.log(specification.run)) === 'up\n');
    const hidden = Number(await readFile(join(harness.directory, 'checkout', 'hidden'), 'utf8'));
    const supervisor = JSON.parse(await readFile(join(harness.folder(specification.run), 'claim'), 'utf8')) as { pid: number };
    expect(startTime(hidden)).not.toBeNull();

    process.kill(Number(group?.split('-')[0]), 'SIGKILL');
    process.kill(supervisor.pid, 'SIGKILL');

    expect(await started.ended).toMatchObject({ kind: 'vanished', reason: 'its supervisor was killed' });
    expect(startTime(hidden)).toBeNull();
    expect(await groups.leftovers()).toEqual([]);
  });
});
