import { expect, it } from 'vitest';
import type { Run } from '../../src/protocol/run';
import { useBench } from './support/bench';
import type { TestScheduler } from './support/scheduler';
import { until } from './support/until';
import { createWitness, isAlive, killNow, readClaim, warmParentOf, type Witness } from './support/witness';

const bench = useBench();

const PARTS = ['scheduler', 'supervisor', 'warm parent', 'run'] as const;
type Part = (typeof PARTS)[number];

/** Every order of every choice of these. */
function orders(parts: readonly Part[]): readonly (readonly Part[])[] {
  return parts.flatMap(first => [[first], ...orders(parts.filter(part => part !== first)).map(rest => [first, ...rest])]);
}

function choiceOf(order: readonly Part[]): string {
  return PARTS.filter(part => order.includes(part)).join(', ');
}

/** All orders of up to three parts; of all four each third, which takes every part at every place. */
const TRIED = [
  ...orders(PARTS).filter(order => order.length < 4),
  ...orders(PARTS)
    .filter(order => order.length === 4)
    .filter((_, index) => index % 3 === 0)
];
const BY_CHOICE = Map.groupBy(TRIED, choiceOf);

/** A run and everything that can be killed around it. */
type Scene = { readonly run: Run; readonly pids: Readonly<Record<Part, number | null>> };

function lookAt(scheduler: TestScheduler, witness: Witness, run: Run, stateDir: string): Scene {
  const supervisor = readClaim(stateDir, run.id).pid;
  const pids = {
    scheduler: scheduler.process.pid ?? null,
    supervisor,
    'warm parent': warmParentOf(supervisor),
    run: witness.pids(run.id)[0] ?? null
  };
  return { run, pids };
}

/** How a run may end around which these were killed, one right after the other. */
function endingsOf(order: readonly Part[]): { readonly statuses: readonly string[]; readonly reasons: RegExp } {
  if (!order.includes('supervisor')) {
    return order.includes('run')
      ? { statuses: ['FAILURE'], reasons: /^killed by signal 9 \(SIGKILL\)/ }
      : { statuses: ['SUCCESS'], reasons: /^$/ };
  }
  const supervisorOrRun = order.includes('run') ? /its supervisor was killed|killed by signal 9/ : /its supervisor was killed/;
  // Whether somebody saw the supervisor's death who could write it down depends on who of them died first.
  const nobodySaw = order.includes('scheduler') && order.includes('warm parent');
  return { statuses: nobodySaw ? ['FAILURE', 'LOST'] : ['FAILURE'], reasons: supervisorOrRun };
}

for (const [choice, sequences] of BY_CHOICE) {
  it(`ends a run truly, starts none twice and goes on after SIGKILL of ${choice}, in every order`, async () => {
    const { directory, stateDir, start } = bench();
    const witness = createWitness(directory);
    const settings = { repositories: [{ url: witness.repository.root }], interval: '10ms' };
    let scheduler = await start(settings);
    let last = '';
    let warmParents = 0;
    for (const order of sequences) {
      const scene = lookAt(scheduler, witness, await witness.underWay(scheduler, last), stateDir);
      const { id } = scene.run;
      warmParents += scene.pids['warm parent'] === null ? 0 : 1;

      order.forEach(part => killNow(scene.pids[part] ?? 0x7fffffff));
      if (order.includes('scheduler')) {
        await scheduler.kill('SIGKILL');
        scheduler = await start(settings);
      }
      if (!order.includes('supervisor') && !order.includes('run')) {
        witness.finish(id);
      }

      const ended = await scheduler.ended(id);
      const wanted = endingsOf(order);
      expect(wanted.statuses, order.join(', ')).toContain(ended.status);
      expect(ended.reason ?? '').toMatch(wanted.reasons);
      expect(witness.lines(id).filter(line => line.startsWith('start'))).toHaveLength(1);
      await until('nothing of it is left', () => witness.pids(id).every(pid => !isAlive(pid)));
      last = id;
    }
    expect(warmParents).toBeGreaterThan(0);
    const next = await witness.underWay(scheduler, last);
    witness.finish(next.id);
    expect(await scheduler.ended(next.id)).toMatchObject({ status: 'SUCCESS', result: next.id });
    const runs = await scheduler.runs('debr/work');
    expect(runs.filter(run => run.status === 'RUNNING' || run.status === 'QUEUED').length).toBeLessThanOrEqual(1);
  });
}

it('ends a run at its time limit, and what ignores SIGTERM after the grace, while no scheduler lives', async () => {
  const { directory, stateDir, start } = bench();
  const witness = createWitness(directory, { timeout: '2s' });
  const settings = { repositories: [{ url: witness.repository.root }], interval: '1h' };
  const first = await start(settings);
  const run = await witness.underWay(first);
  const supervisor = readClaim(stateDir, run.id).pid;

  await first.kill('SIGKILL');
  await until('the supervisor has ended', () => !isAlive(supervisor));
  expect(witness.pids(run.id).filter(isAlive)).toEqual([]);

  const second = await start(settings);
  expect(await second.ended(run.id)).toMatchObject({ status: 'TIMED_OUT', reason: 'timed out after 2 s' });
});

it('stops a run whose stop was asked for in the moment in which the scheduler died', async () => {
  const { directory, start } = bench();
  const witness = createWitness(directory);
  const settings = { repositories: [{ url: witness.repository.root }], interval: '1h' };
  let scheduler = await start(settings);
  const run = await witness.underWay(scheduler);

  const asked = scheduler.request('POST', `/api/runs/${run.id}/stop`);
  await asked;
  await scheduler.kill('SIGKILL');
  scheduler = await start(settings);

  expect(await scheduler.ended(run.id)).toMatchObject({ status: 'KILLED', reason: 'stopped by a person' });
});
