import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { until } from '../../e2e/support/until';
import type { ProcessFact } from '../history/history';
import { childrenOf, lives, markerOf, processFact, standsStill } from '../world/processes';
import { createRunViews, type IRunViews, type LiveRun } from '../world/run-views';
import { hitRun, holdTarget } from './hit-run';
import { createHolding } from './holding';

const RUN = 'r1';

let folder: string;
let views: IRunViews;
let children: ChildProcess[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-hit-run-'));
  children = [];
  mkdirSync(join(folder, 'journals'));
  mkdirSync(join(folder, 'runs', RUN), { recursive: true });
  views = createRunViews({ stateDir: folder, journals: join(folder, 'journals') });
});

afterEach(() => {
  for (const { pid } of children) {
    try {
      process.kill(-pid!, 'SIGKILL'); // its group: whoever it started too
    } catch {
      // nobody is left
    }
  }
  rmSync(folder, { recursive: true });
});

/** A shell that does this, with the mark of a run where one is given. */
function start(script: string, run?: string): ProcessFact {
  const child = spawn('sh', ['-c', script], {
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, ...(run === undefined ? {} : { PEACH_RUN_ID: run }) }
  });
  children.push(child);
  const fact = processFact(child.pid!);
  if (fact === null) {
    throw new Error('it ended at once');
  }
  return fact;
}

/** A supervisor with a child; both sleep. */
async function supervisor(): Promise<{ readonly supervisor: ProcessFact; readonly main: ProcessFact }> {
  const fact = start('sleep 60 & wait', RUN);
  const main = await until('the child', () => childrenOf(fact.pid).find(pid => markerOf(pid) === RUN));
  return { supervisor: fact, main: processFact(main)! };
}

function claim({ pid, startTime }: ProcessFact, warmParent: ProcessFact | null = null): LiveRun {
  const warm = warmParent === null ? null : { pid: warmParent.pid, start_time: warmParent.startTime };
  const text = JSON.stringify({ boot_id: '', pid, start_time: startTime, claimed_at: 1, warm_parent: warm });
  writeFileSync(join(folder, 'runs', RUN, 'claim'), text);
  return views.liveRuns()[0]!;
}

const end = (): void => writeFileSync(join(folder, 'runs', RUN, 'end.json'), '{}');

const noteStart = ({ pid, startTime }: ProcessFact): void =>
  writeFileSync(join(folder, 'journals', RUN), `{"kind":"start","at":1,"process":{"pid":${pid},"startTime":${startTime}},"task":"x/y"}\n`);

describe('a supervisor', () => {
  it('is killed, and its run is the victim, while its warm parent lives on', async () => {
    const fact = start('sleep 60 & wait');
    const warmParent = start('sleep 60 & wait');

    const hit = await hitRun(views, claim(fact, warmParent), 'supervisor');

    expect(hit).toMatchObject({ victim: { run: RUN, role: 'supervisor' }, warmParentLived: true });
    expect([lives(fact), lives(warmParent), standsStill(warmParent)]).toEqual([false, true, false]);
  });

  it('whose run ended after it was looked at goes on, and nobody is the victim', async () => {
    const fact = start('sleep 60 & wait');
    const run = claim(fact);
    let first = 0;
    end();

    expect(await hitRun(views, run, 'supervisor', () => (first += 1))).toBeNull();

    expect([lives(fact), standsStill(fact), first]).toEqual([true, false, 0]);
  });

  it('that ended, and whose pid another process has now, is not taken for that', async () => {
    const fact = start('sleep 60 & wait');
    const run = claim(fact);

    expect(await hitRun(views, { ...run, supervisor: { ...fact, startTime: fact.startTime - 1 } }, 'supervisor')).toBeNull();

    expect([lives(fact), standsStill(fact)]).toEqual([true, false]);
  });

  it('was not hit where its end record is there though nobody else can have written it', async () => {
    const fact = start('sleep 60 & wait');

    expect(await hitRun(views, claim(fact), 'supervisor', end)).toBeNull();
  });

  it('whose warm parent is killed first could not be told of', async () => {
    const fact = start('sleep 60 & wait');
    const warmParent = start('sleep 60 & wait');

    const hit = await hitRun(views, claim(fact, warmParent), 'supervisor', () => {
      process.kill(warmParent.pid, 'SIGKILL');
    });
    await until('its end', () => !lives(warmParent));

    expect(hit).toMatchObject({ victim: { run: RUN, role: 'supervisor' } });
  });

  it('is hit while its warm parent, which would let it go on and write its end, stands still', async () => {
    const fact = start('sleep 60 & wait');
    const warmParent = start('sleep 60 & wait');
    let still: readonly boolean[] = [];

    await hitRun(views, claim(fact, warmParent), 'supervisor', () => {
      still = [fact, warmParent].map(standsStill);
    });

    expect(still).toEqual([true, true]);
  });

  it('is found standing still some time where somebody else lets it go on now and then', async () => {
    const fact = start('sleep 60 & wait');
    start(`while kill -CONT ${fact.pid} 2>/dev/null; do sleep 0.02; done`);

    await until('the hit', () => hitRun(views, claim(fact), 'supervisor'));

    expect(lives(fact)).toBe(false);
  });
});

describe('the user’s process', () => {
  it('is the one that told of itself', async () => {
    const { supervisor: fact, main } = await supervisor();
    noteStart(main);

    expect(await hitRun(views, claim(fact), 'run')).toMatchObject({ victim: { run: RUN, role: 'run' } });

    expect([lives(main), standsStill(fact)]).toEqual([false, false]);
  });

  it('is the marked child before it has told', async () => {
    const { supervisor: fact, main } = await supervisor();

    expect(await hitRun(views, claim(fact), 'run')).toMatchObject({ victim: { run: RUN, role: 'run' } });

    expect(lives(main)).toBe(false);
  });

  it('has ended where the one that told of itself has: another child of its supervisor is an orphan', async () => {
    const { supervisor: fact, main: orphan } = await supervisor();
    noteStart({ ...orphan, startTime: orphan.startTime - 1 });

    expect(await hitRun(views, claim(fact), 'run')).toBeNull();

    expect([lives(orphan), standsStill(orphan), lives(fact), standsStill(fact)]).toEqual([true, false, true, false]);
  });

  it('is not a child without the mark: that waits for the next run', async () => {
    const fact = start('sleep 60 & wait');
    await until('the child', () => childrenOf(fact.pid)[0]);
    const child = processFact(childrenOf(fact.pid)[0]!)!;

    expect(await hitRun(views, claim(fact), 'run')).toBeNull();

    expect(lives(child)).toBe(true);
  });

  it('is not hit where the run has its end record', async () => {
    const { supervisor: fact, main } = await supervisor();
    noteStart(main);
    const run = claim(fact);
    end();

    expect(await hitRun(views, run, 'run')).toBeNull();

    expect([lives(main), standsStill(main)]).toEqual([true, false]);
  });
});

describe('holding', () => {
  it('lets go on whom it stopped, but not whom another fault did', async () => {
    const mine = start('sleep 60 & wait');
    const others = start('sleep 60 & wait');
    process.kill(others.pid, 'SIGSTOP');
    await until('it stands still', () => standsStill(others));
    const holding = createHolding();

    expect(await holding.hold(mine)).toBe(true);
    expect(await holding.hold(others)).toBe(true);
    expect(standsStill(mine)).toBe(true);
    holding.letGo();

    await until('it goes on', () => !standsStill(mine));
    expect(standsStill(others)).toBe(true);
  });

  it('can leave the target alone still', async () => {
    const { supervisor: fact, main } = await supervisor();
    noteStart(main);
    const holding = createHolding();

    const target = await holdTarget(views, claim(fact), 'run', holding);
    holding.letGo(target ?? undefined);

    expect(target).toEqual(main);
    await until('its supervisor goes on', () => !standsStill(fact));
    expect(standsStill(main)).toBe(true);
  });
});
