import { parseConfiguration } from '../../core/configuration/parse-configuration';
import type { Configuration } from '../../protocol/configuration';
import type { SchedulerFacts } from '../services/queries';
import type { FakeAdapters } from './fake-adapters';
import { settled } from './manual-clock';

export const NOTEBOOK = JSON.stringify({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [{ cell_type: 'code', source: 'def task(day=1):\n    pass', metadata: {} }]
});

/** The files of a repository of one organisation: a definition file with `tasks`, and the notebook they run. */
export function definitions(tasks: string, head = 'codops: debr'): Record<string, string> {
  return { 'peach.yaml': `${head}\ntasks:\n${tasks}`, 'a.ipynb': NOTEBOOK };
}

/** One line of `tasks`. */
export const task = (name: string, more = ''): string => `  ${name}: {notebook: a.ipynb, method: task, executor: python${more}}\n`;

/** The configuration in `text`. */
export function configure(text: string): Configuration {
  const reading = parseConfiguration('c.yaml', text, { state_dir: '/state', home: '/home/ada', environment: {}, directory: '/' });
  if (!reading.ok) {
    throw new Error(JSON.stringify(reading.problems));
  }
  return reading.configuration;
}

/** Lets everything go on until nothing more happens by itself. */
export async function rest(): Promise<void> {
  for (let round = 0; round < 30; round += 1) {
    await settled();
  }
}

/** What a scheduler over these adapters says of itself. */
export const factsOf = ({ clock }: FakeAdapters): SchedulerFacts => ({
  version: '0.1.0',
  pid: 1,
  startedAt: clock.now(),
  startedAtMonotonic: clock.monotonic(),
  owner: 'ada',
  stateDir: '/state'
});
