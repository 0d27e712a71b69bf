import { Type } from '@sinclair/typebox';
import { createCheck } from '../../../protocol/check';
import { HealthSchema, type Health } from '../../../protocol/health';
import { RunsAnswerSchema, TasksAnswerSchema, type RunsAnswer, type TasksAnswer } from '../../../protocol/list-answers';
import { RunSchema, type Run } from '../../../protocol/run';
import type { Question } from './api-client';

const checks = {
  health: createCheck(HealthSchema),
  tasks: createCheck(TasksAnswerSchema),
  runs: createCheck(RunsAnswerSchema),
  run: createCheck(RunSchema),
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
  runNow: (task: string): Question<Run> => ({ method: 'POST', path: `/api/tasks/${task}/runs`, check: checks.run }),
  run: (run: string): Question<Run> => ({ method: 'GET', path: `/api/runs/${run}`, check: checks.run }),
  stop: (run: string): Question<Run> => ({ method: 'POST', path: `/api/runs/${run}/stop`, check: checks.run })
} as const;

function queryOf(values: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(values).flatMap(([name, value]) => (value === null ? [] : [[name, value] as [string, string]]));
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
