import type { LoopConfiguration } from '../../protocol/configuration';
import { formatDuration, parseDuration } from '../../protocol/duration';
import { METADATA_LOOP, taskKey } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import type { ExecutorName } from '../../protocol/run';
import { KUBERNETES_HELD } from '../../protocol/task-definition';
import { didYouMean } from '../yaml/nearest-word';
import { problemAt } from '../yaml/problem-at';
import { quoteValue } from '../yaml/quote-value';
import type { CatalogueTask, DefinedTask } from './definition';

/** What a task takes from the configuration. */
export type TaskDefaults = { readonly defaultExecutor: ExecutorName; readonly loop: (name: string) => LoopConfiguration };

/** `task` of `organisation`, held against the configuration. */
export function resolveTask(organisation: string, task: DefinedTask, defaults: TaskDefaults): CatalogueTask {
  const loop = task.definition?.loop ?? organisation;
  const loopProblem = checkLoop(organisation, loop, task);
  const knownLoop = loopProblem === null ? loop : organisation;
  const limit = defaults.loop(knownLoop).timeout;
  const timeout = (task.definition?.timeout === undefined ? null : parseDuration(task.definition.timeout)) ?? limit;
  const own = [loopProblem, checkTimeout({ timeout, limit, loop: knownLoop }, task)].filter(problem => problem !== null);
  const definition = own.length === 0 ? task.definition : null;
  const executor = task.definition?.executor ?? defaults.defaultExecutor;
  return {
    key: taskKey(organisation, task.name),
    organisation,
    name: task.name,
    position: task.position,
    fields: task.fields,
    definition,
    executor,
    loop: knownLoop,
    timeout: Math.min(timeout, limit),
    held: definition !== null && executor === 'kubernetes' ? KUBERNETES_HELD : null,
    requirements: (definition?.dependencies ?? []).map((text, index) => ({
      text: text.trim(),
      position: task.fields.get(`dependencies.${index}`) ?? task.position
    })),
    problems: [...task.problems, ...own]
  };
}

function checkLoop(organisation: string, loop: string, task: DefinedTask): Problem | null {
  if (loop === organisation || loop === METADATA_LOOP) {
    return null;
  }
  const message = `loop ${quoteValue(loop)} is not open to this task; use ${METADATA_LOOP}, or ${organisation}, its organisation's own`;
  return problemAt(task.fields.get('loop') ?? task.position, message, didYouMean(loop, [METADATA_LOOP, organisation]));
}

function checkTimeout(
  times: { readonly timeout: number; readonly limit: number; readonly loop: string },
  task: DefinedTask
): Problem | null {
  if (times.timeout <= times.limit) {
    return null;
  }
  const message = `timeout is ${formatDuration(times.timeout)}; the loop ${times.loop} allows at most ${formatDuration(times.limit)}`;
  return problemAt(
    task.fields.get('timeout') ?? task.position,
    message,
    "write less; the limit is in the operator's configuration, under loops"
  );
}
