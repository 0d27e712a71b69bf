import type { DatabaseSync } from 'node:sqlite';
import type { ITriggerStore } from '../store-port';
import type { Flushing } from './create-flushing';
import { clearRetry } from './queries/clear-retry';
import { followSchedule } from './queries/follow-schedule';
import { insertDueTime } from './queries/insert-due-time';
import { selectDueTimes } from './queries/select-due-times';
import { selectPausedLoops } from './queries/select-paused-loops';
import { selectPlannedRetries } from './queries/select-planned-retries';
import { selectSchedules } from './queries/select-schedules';
import { selectSetting } from './queries/select-setting';
import { trimDueTimes } from './queries/trim-due-times';
import { updateTaskPaused } from './queries/update-task-paused';
import { upsertLoopPaused } from './queries/upsert-loop-paused';
import { upsertSetting } from './queries/upsert-setting';

/** Of the setting that keeps everything from starting by itself. */
const ALL_PAUSED = 'paused';

/** What a person decides is flushed; due times and retries come with runs, and are as safe as those. */
export function createTriggerStore(database: DatabaseSync, { flushed, unflushed }: Flushing): ITriggerStore {
  return {
    schedules: () => selectSchedules(database),
    followSchedule: (task, followed) => unflushed(() => followSchedule(database, task, followed)),
    noteDueTime: due => unflushed(() => insertDueTime(database, due)),
    dueTimes: (task, query) => selectDueTimes(database, task, query),
    trimDueTimes: (task, kept) => unflushed(() => trimDueTimes(database, task, kept)),
    plannedRetries: () => selectPlannedRetries(database),
    clearRetry: task => unflushed(() => clearRetry(database, task)),
    setTaskPaused: (task, paused) => flushed(() => updateTaskPaused(database, task, paused)),
    setLoopPaused: (loop, paused) => flushed(() => upsertLoopPaused(database, loop, paused)),
    pausedLoops: () => selectPausedLoops(database),
    setAllPaused: paused => flushed(() => upsertSetting(database, ALL_PAUSED, String(paused))),
    allPaused: () => selectSetting(database, ALL_PAUSED) === 'true'
  };
}
