import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SchedulerAddress } from '../../src/protocol/health';
import type { Run } from '../../src/protocol/run';
import { startJupyter, type TestJupyter } from './support/jupyter';
import { until } from './support/until';
import { createWitness, isAlive, killNow, type Witness } from './support/witness';

let directory: string;
let stateDir: string;
let witness: Witness;
let servers: TestJupyter[];
/** Runs that the test must not leave behind. */
let runs: string[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-jupyter-'));
  stateDir = join(directory, 'state');
  witness = createWitness(directory);
  servers = [];
  runs = [];
});

afterEach(async () => {
  runs.forEach(witness.finish);
  const address = readAddress();
  await Promise.all(servers.map(server => server.kill('SIGTERM')));
  if (address !== null) {
    await fetch(`${address.url}/api/shutdown`, { method: 'POST', headers: { authorization: `Bearer ${address.token}` } }).catch(() => null);
    await until('the scheduler is gone', () => !isAlive(address.pid));
  }
  await until('the runs are over', () => runs.flatMap(run => witness.pids(run)).every(pid => !isAlive(pid)));
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

function readAddress(): SchedulerAddress | null {
  const file = join(stateDir, 'scheduler.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SchedulerAddress) : null;
}

async function start(): Promise<TestJupyter> {
  const jupyter = await startJupyter(witness.repository.root, stateDir);
  servers.push(jupyter);
  return jupyter;
}

async function runsOf(jupyter: TestJupyter): Promise<readonly Run[]> {
  const answer = await jupyter.request('/peach/api/tasks/debr/work/runs?limit=10');
  return answer.ok ? ((await answer.json()) as { runs: Run[] }).runs : [];
}

async function underWay(jupyter: TestJupyter): Promise<Run> {
  const run = await until('a run under way', async () =>
    (await runsOf(jupyter)).find(each => each.status === 'RUNNING' && witness.pids(each.id).length === 2)
  );
  runs.push(run.id);
  return run;
}

async function expectAdopted(jupyter: TestJupyter, run: Run): Promise<void> {
  expect(await until('the run is known', async () => (await runsOf(jupyter)).find(each => each.id === run.id))).toMatchObject({
    status: 'RUNNING'
  });
  witness.finish(run.id);
  const ended = await until('its end', async () => (await runsOf(jupyter)).find(each => each.id === run.id && each.ended_at !== null));
  expect(ended).toMatchObject({ status: 'SUCCESS', result: run.id });
  expect(witness.lines(run.id).filter(line => line.startsWith('start'))).toHaveLength(1);
}

it('a killed Jupyter server takes its scheduler along after 30 s, but no run; the next server adopts that', async () => {
  const first = await start();
  const run = await underWay(first);
  const address = readAddress();

  await first.kill('SIGKILL');
  await until('the scheduler has ended in order', () => !isAlive(address?.pid ?? 0), 90);
  expect(readAddress()).toBeNull();
  expect(witness.pids(run.id).every(isAlive)).toBe(true);

  await expectAdopted(await start(), run);
});

it.each([
  ['and then its scheduler', ['jupyter', 'scheduler']],
  ['after its scheduler', ['scheduler', 'jupyter']]
])('a Jupyter server that is killed %s costs no run; the next server adopts it at once', async (_order, order) => {
  const first = await start();
  const run = await underWay(first);
  const address = readAddress();

  for (const part of order) {
    if (part === 'scheduler') {
      killNow(address?.pid ?? 0x7fffffff);
    } else {
      await first.kill('SIGKILL');
    }
  }
  const second = await start();

  await expectAdopted(second, run);
  // The owner of the state is the one that lives, whose Jupyter server it is.
  expect(readAddress()?.pid).not.toBe(address?.pid);
});

it('a scheduler that is killed is started again by its Jupyter server, and adopts the run', async () => {
  const jupyter = await start();
  const run = await underWay(jupyter);
  const address = readAddress();

  killNow(address?.pid ?? 0x7fffffff);
  await until('another scheduler', () => {
    const now = readAddress();
    return now !== null && now.pid !== address?.pid && isAlive(now.pid);
  });

  await expectAdopted(jupyter, run);
});
