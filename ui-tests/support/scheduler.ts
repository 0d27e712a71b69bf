import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The process of the scheduler that this run’s Jupyter server started. */
export function schedulerPid(): number {
  const address = readFileSync(join(process.env.PEACH_UI_STATE ?? '', 'scheduler.json'), 'utf8');
  return Number(JSON.parse(address).pid);
}
