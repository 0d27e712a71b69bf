import { Type } from '@sinclair/typebox';
import { createCheck } from '../../../protocol/check';
import { HealthSchema, type Health } from '../../../protocol/health';
import type { Json } from '../../../protocol/json';
import {
  DueTimesAnswerSchema,
  PausedAnswerSchema,
  RunsAnswerSchema,
  TasksAnswerSchema,
  type DueTimesAnswer,
  type PausedAnswer,
  type RunsAnswer,
  type TasksAnswer
} from '../../../protocol/list-answers';
import { RunSchema, type Run } from '../../../protocol/run';
import { TaskSchema, type Task } from '../../../protocol/task';
import type { Question } from './api-client';

const checks = {
  health: createCheck(HealthSchema),
  tasks: createCheck(TasksAnswerSchema),
  runs: createCheck(RunsAnswerSchema),
  run: createCheck(RunSchema),
  dueTimes: createCheck(DueTimesAnswerSchema),
  task: createCheck(TaskSchema),
  paused: createCheck(PausedAnswerSchema),
  any: createCheck(Type.Unknown())
};

/** The calls that the command line makes. `task` and `run` are parts of a path. */
export const questions = {
  health: (): Question<Health> => ({ method: 'GET', path: '/api/health', check: checks.health }),
  shutdown: (): Question<unknown> => ({ method: 'POST', path: '/api/shutdown', check: checks.any }),
  tasks: (organisation: string | null): Question<TasksAnswer> => ({
    method: 'GET',
    path: `/api/tasks${queryOf({ organisation })}`,
    check: checks.tasks
  }),
  runs: (task: string, page: { readonly status: string | null; readonly limit: string | null }): Question<RunsAnswer> => ({
    method: 'GET',
    path: `/api/tasks/${task}/runs${queryOf(page)}`,
    check: checks.runs
  }),
  runNow: (task: string, args: Readonly<Record<string, Json>>): Question<Run> => ({
    method: 'POST',
    path: `/api/tasks/${task}/runs`,
    ...(Object.keys(args).length === 0 ? {} : { body: { args } }),
    check: checks.run
  }),
  /** `what`: `pause` or `resume`. */
  pauseTask: (task: string, what: string): Question<Task> => ({ method: 'POST', path: `/api/tasks/${task}/${what}`, check: checks.task }),
  /** `loop` null: everything. */
  pauseLoop: (loop: string | null, what: string): Question<PausedAnswer> => ({
    method: 'POST',
    path: `/api/loops/${loop === null ? '' : `${encodeURIComponent(loop)}/`}${what}`,
    check: checks.paused
  }),
  dueTimes: (task: string, limit: string | null): Question<DueTimesAnswer> => ({
    method: 'GET',
    path: `/api/tasks/${task}/due-times${queryOf({ limit })}`,
    check: checks.dueTimes
  }),
  run: (run: string): Question<Run> => ({ method: 'GET', path: `/api/runs/${run}`, check: checks.run }),
  stop: (run: string): Question<Run> => ({ method: 'POST', path: `/api/runs/${run}/stop`, check: checks.run })
} as const;

function queryOf(values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
