import { setTimeout as pause } from 'node:timers/promises';
import type { Run } from '../../../src/protocol/run';
import { moment } from '../world/moment';
import { commandOf } from '../world/processes';
import { livingProcesses } from '../world/run-views';
import type { World } from '../world/world';
import { REPOSITORIES, TASKS } from './organisations';

/** Milliseconds between two acts of one kind. */
const ASK_EVERY = 150;
const STOP_EVERY = 700;
const COMMIT_EVERY = 3_000;
const LOOK_EVERY = 1_000;
const FOLLOW_EVERY = 50;
const FOLLOWERS = 2;

/** Everything that goes on beside the faults. Resolves when `signal` has ended it all. */
export async function runLoad(world: World, signal: AbortSignal): Promise<void> {
  const seen = new Set<string>();
  await Promise.all([
    repeat(ASK_EVERY, signal, () => askForRun(world)),
    repeat(STOP_EVERY, signal, () => stopRun(world)),
    repeat(COMMIT_EVERY, signal, () => commit(world)),
    repeat(LOOK_EVERY, signal, () => lookForStrays(world, seen, signal)),
    ...Array.from({ length: FOLLOWERS }, () => repeat(FOLLOW_EVERY, signal, () => followOne(world)))
  ]);
}

async function repeat(every: number, signal: AbortSignal, act: () => void | Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await act();
    await pause(every, undefined, { signal }).catch(() => undefined);
  }
}

async function askForRun({ api, random, recorder }: World): Promise<void> {
  const task = TASKS[random.integer(TASKS.length)]?.key ?? '';
  const answer = await api.ask('POST', `/api/tasks/${task}/runs`);
  if (answer?.status === 202) {
    recorder.add('asked', { run: (answer.body as Run).id, task, at: moment() });
  }
}

/** Mostly runs that wait to be stopped, now and then any other. */
async function stopRun({ api, views, random, recorder }: World): Promise<void> {
  const running = views.liveRuns();
  const waiting = running.filter(({ task }) => task === 'slow/wait');
  const among = waiting.length > 0 && random.fraction() < 0.8 ? waiting : running;
  const chosen = among[random.integer(among.length)];
  if (chosen === undefined) {
    return;
  }
  const stop = { run: chosen.run, at: moment(), acknowledged: false };
  recorder.add('stops', stop);
  const answer = await api.ask('POST', `/api/runs/${chosen.run}/stop`);
  if (answer?.status === 202) {
    recorder.acknowledge(stop);
  }
}

function commit({ repositories, random }: World): void {
  const name = REPOSITORIES[random.integer(REPOSITORIES.length)] ?? 'first';
  try {
    repositories[name].commit();
  } catch {
    // The remote is away just now: the next commit brings this one along.
  }
}

async function followOne({ followers, views, random, recorder }: World): Promise<void> {
  const running = views.liveRuns().filter(({ main }) => main !== null);
  const chosen = running[random.integer(running.length)];
  if (chosen !== undefined) {
    recorder.add('followings', await followers.follow(chosen.run, AbortSignal.timeout(FOLLOW_PATIENCE)));
  }
}

/** Milliseconds, longer than any run and any time without a scheduler. */
const FOLLOW_PATIENCE = 60_000;

/** A process that lives after the scheduler has said that its run has ended is a stray. `seen`: runs that need no more looks. */
async function lookForStrays({ api, views, recorder }: World, seen: Set<string>, signal: AbortSignal): Promise<void> {
  for (const id of views.journaledRuns().filter(run => !seen.has(run))) {
    if (signal.aborted) {
      return; // each answer may take as long as the API is waited for
    }
    const run = await api.get<Run>(`/api/runs/${id}`);
    const journal = run?.ended_at == null ? null : views.journal(id);
    if (journal !== null) {
      seen.add(id);
      for (const process of livingProcesses(journal)) {
        recorder.add('strays', { run: id, pid: process.pid, command: commandOf(process.pid), at: moment() });
      }
    }
  }
}
