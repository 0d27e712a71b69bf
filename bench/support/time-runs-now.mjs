// From "run now" to the end of the run as somebody hears it who follows the task, beside a bare interpreter.
import { setTimeout as pause } from 'node:timers/promises';
import { runBarePython } from './bare-python.mjs';
import { createArrivals } from './create-arrivals.mjs';

/** Milliseconds before each run: the scheduler is to be idle, as when a person asks. What comes thick and fast is told every 16 ms. */
const IDLE = 200;

/**
 * Runs `tasks` (as the API tells them) in turn, `repetitions` runs in all, each of an idle scheduler; before each of them
 * `python -c code`. Answers the milliseconds of both: `{ ours, bare }`.
 */
export async function timeRunsNow(scheduler, tasks, { python, code, repetitions }) {
  const ends = createArrivals();
  const sockets = [];
  for (const task of tasks) {
    const events = await scheduler.events();
    sockets.push(events);
    await events.follow(`task:${task.id}`, ({ data }) => {
      if (data?.kind === 'run' && data.run.ended_at !== null) {
        ends.note(data.run.id);
      }
    });
  }
  const ours = [];
  const bare = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    await pause(IDLE);
    bare.push(await runBarePython(python, code));
    const began = performance.now();
    const run = await scheduler.runNow(tasks[repetition % tasks.length].id);
    ours.push((await ends.of(run.id)) - began);
  }
  for (const task of tasks) {
    await scheduler.checkRuns(task.id);
  }
  await Promise.all(sockets.map(socket => socket.close()));
  return { ours, bare };
}
