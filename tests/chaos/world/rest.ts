import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { DueTimesAnswer, TasksAnswer } from '../../../src/protocol/list-answers';
import type { Run } from '../../../src/protocol/run';
import type { DueTimeFact, History, StoredRun, Stray } from '../history/history';
import { TASKS } from '../load/organisations';
import { lookAtStore } from './look-at-store';
import { moment } from './moment';
import { allPids, commandOf, lives, markerOf, processFact } from './processes';
import { livingProcesses } from './run-views';
import type { World } from './world';

/** Milliseconds that everything has to come to rest in. What is not at rest then never will be. */
const PATIENCE = 90_000;
const LOOK_EVERY = 200;
/** Most runs that one answer lists. */
const PAGE = 1_000;

/** Disables every task and waits until nothing is queued or runs any more, at most for a while; what did not come by then is written down. */
export async function comeToRest(world: World, patience = PATIENCE): Promise<void> {
  Object.values(world.repositories).forEach(repository => void repository.commit({ resting: true }));
  let missing: string | null = 'nobody has looked yet';
  for (const deadline = moment() + patience; missing !== null && moment() < deadline;) {
    await pause(LOOK_EVERY);
    missing = await missingForRest(world);
  }
  if (missing !== null) {
    world.recorder.add('vainWaits', `${missing}, ${patience / 1000} s after all tasks were disabled`);
  }
}

/** In words; null where all is at rest. */
async function missingForRest(world: World): Promise<string | null> {
  const answer = await world.api.get<TasksAnswer>('/api/tasks');
  if (answer === null) {
    return 'no scheduler answers';
  }
  const enabled = answer.tasks.filter(task => !task.disabled).map(({ organisation, name }) => `${organisation}/${name}`);
  if (enabled.length > 0 || answer.tasks.length !== TASKS.length) {
    return `the scheduler knows ${answer.tasks.length} of ${TASKS.length} tasks, and these are enabled: ${enabled.join(', ')}`;
  }
  // Twice: between two answers a waiting run may become a running one.
  const open = [...(await openRuns(world)), ...(await openRuns(world))];
  const live = world.views.liveRuns().map(({ run, task }) => `the supervisor of ${run} of ${task ?? 'a task'} lives`);
  return [...new Set([...open, ...live])].join('; ') || null;
}

/** Enables them again, and forgets the runs that were checked: journals and run folders. */
export function wakeUp(world: World, checked: History): void {
  for (const { run } of checked.journals) {
    rmSync(join(world.journals, run), { force: true });
  }
  const runs = join(world.disk.stateDir, 'runs');
  for (const run of readdirSync(runs)) {
    rmSync(join(runs, run), { recursive: true, force: true });
  }
  world.recorder.begin();
  Object.values(world.repositories).forEach(repository => void repository.commit({ resting: false }));
}

/** What tells a due time from all others. */
export function dueTimeName({ task, dueAt }: Pick<DueTimeFact, 'task' | 'dueAt'>): string {
  return `${task} due at ${dueAt}`;
}

/** Reads the history, all being at rest. `before`: runs and due times of earlier rounds. */
export async function readHistory(world: World, before: ReadonlySet<string>): Promise<History> {
  const { views, recorder, disk } = world;
  const journals = views.journals();
  const runs = (await storedRuns(world)).filter(run => !before.has(run.id));
  recorder.add('storeLooks', lookAtStore(disk.stateDir, 'at the rest'));
  strays(world, runs).forEach(stray => recorder.add('strays', stray));
  const logged = new Set([...journals, ...recorder.recorded.followings].map(({ run }) => run));
  const logs = new Map([...logged].map(run => [run, views.log(run)]));
  const schedulers = [...world.scheduler.lives];
  const dueTimes = (await storedDueTimes(world)).map(due => ({ ...due, known: before.has(dueTimeName(due)) }));
  return { ...recorder.recorded, tasks: TASKS, journals, runs, dueTimes, claims: views.claims(), logs, schedulers };
}

/** Those that are queued or running, and tasks of which nobody says. */
async function openRuns({ api }: World): Promise<readonly string[]> {
  const pages = TASKS.flatMap(({ key }) => ['QUEUED', 'RUNNING'].map(status => ({ key, status })));
  const open = await Promise.all(
    pages.map(async ({ key, status }) => {
      const answer = await api.get<{ readonly runs: readonly Run[] }>(`/api/tasks/${key}/runs?status=${status}`);
      return answer?.runs.map(({ id }) => `run ${id} of ${key} is ${status}`) ?? [`no scheduler says which runs of ${key} are ${status}`];
    })
  );
  return open.flat();
}

async function storedRuns(world: World): Promise<readonly StoredRun[]> {
  const runs: StoredRun[] = [];
  for (const { key } of TASKS) {
    let before = '';
    for (let page: readonly Run[] | null = null; page === null || page.length === PAGE; before = `&before=${page.at(-1)?.id ?? ''}`) {
      const answer = await world.api.get<{ readonly runs: readonly Run[] }>(`/api/tasks/${key}/runs?limit=${PAGE}${before}`);
      if (answer === null) {
        throw new Error(`the runs of ${key} could not be read: no scheduler answers`);
      }
      page = answer.runs;
      runs.push(...page.map(run => storedRun(key, run)));
    }
  }
  return runs;
}

/** By task, the oldest first. */
async function storedDueTimes({ api }: World): Promise<readonly Omit<DueTimeFact, 'known'>[]> {
  const times: Omit<DueTimeFact, 'known'>[] = [];
  for (const { key } of TASKS.filter(({ scheduled }) => scheduled)) {
    let before = '';
    for (
      let page: DueTimesAnswer['due_times'] | null = null;
      page === null || page.length === PAGE;
      before = `&before=${page.at(-1)?.due_at ?? ''}`
    ) {
      const answer = await api.get<DueTimesAnswer>(`/api/tasks/${key}/due-times?limit=${PAGE}${before}`);
      if (answer === null) {
        throw new Error(`the due times of ${key} could not be read: no scheduler answers`);
      }
      page = answer.due_times;
      times.push(...page.map(({ due_at, outcome, run }) => ({ task: key, dueAt: Date.parse(due_at), outcome, run })));
    }
  }
  return times.toReversed();
}

function storedRun(task: string, run: Run): StoredRun {
  const { id, status, reason, signal, trigger } = run;
  const duration = run.duration === null ? null : run.duration * 1000;
  return { id, task, status, reason, signal, exitCode: run.exit_code, duration, commit: run.commit.hash, trigger };
}

/** Whoever has the mark of one of these runs, or was told of by its journal. */
function strays({ views }: World, runs: readonly StoredRun[]): readonly Stray[] {
  const known = new Set(runs.map(({ id }) => id));
  const marked = allPids()
    .map(pid => ({ run: markerOf(pid) ?? '', process: processFact(pid) }))
    .filter(({ run, process }) => known.has(run) && process !== null);
  const told = views.journals().flatMap(journal => livingProcesses(journal).map(process => ({ run: journal.run, process })));
  return [...marked, ...told]
    .filter(({ process }) => process !== null && lives(process))
    .map(({ run, process }) => ({ run, pid: process?.pid ?? 0, command: commandOf(process?.pid ?? 0), at: moment() }));
}
