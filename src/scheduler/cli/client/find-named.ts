import { didYouMean } from '../../../core/yaml/nearest-word';
import { parseRunId, parseTaskId, parseTaskKey } from '../../../protocol/identity';
import type { Run } from '../../../protocol/run';
import { EXIT, fail, type Reply } from '../exit-codes';
import type { ApiClient, Question } from './api-client';
import { questions } from './questions';

/** What `ask` answers about the task that a person named by UUID or key. A name that is unknown is told with the nearest one. */
export async function askAboutTask<T>(client: ApiClient, name: string, question: (task: string) => Question<T>): Promise<Reply<T>> {
  if (parseTaskId(name) === null && parseTaskKey(name) === null) {
    return fail(EXIT.usage, `${JSON.stringify(name)} names no task; use organisation/name or its UUID${await nearestTask(client, name)}`);
  }
  const found = await client.find(question(name));
  if (!found.ok || found.value !== null) {
    return found as Reply<T>;
  }
  return fail(EXIT.usage, `there is no task ${name}; \`peach tasks\` lists them${await nearestTask(client, name)}`);
}

async function nearestTask(client: ApiClient, name: string): Promise<string> {
  const all = await client.ask(questions.tasks(null));
  const near = all.ok
    ? didYouMean(
        name,
        all.value.tasks.map(task => task.key ?? task.id)
      )
    : null;
  return near === null ? '' : ` (${near})`;
}

/** The run that a person named by its UUID. */
export async function findRun(client: ApiClient, name: string, question: (run: string) => Question<Run>): Promise<Reply<Run>> {
  if (parseRunId(name) === null) {
    return fail(EXIT.usage, `${JSON.stringify(name)} names no run; use its UUID, \`peach runs TASK\` lists them`);
  }
  const found = await client.find(question(name));
  if (!found.ok || found.value !== null) {
    return found as Reply<Run>;
  }
  return fail(EXIT.usage, `there is no run ${name}; \`peach runs TASK\` lists them`);
}

/** The run of this UUID, or the newest run of the task of this UUID or key. */
export async function findRunOrNewest(client: ApiClient, name: string): Promise<Reply<Run>> {
  if (parseRunId(name) !== null) {
    const run = await client.find(questions.run(name));
    if (!run.ok || run.value !== null) {
      return run as Reply<Run>;
    }
  }
  const page = await askAboutTask(client, name, task => questions.runs(task, { status: null, limit: '1' }));
  if (!page.ok) {
    return page;
  }
  const [newest] = page.value.runs;
  return newest === undefined
    ? fail(EXIT.failed, `${name} has not run yet; start it with \`peach run ${name}\``)
    : { ok: true, value: newest };
}
