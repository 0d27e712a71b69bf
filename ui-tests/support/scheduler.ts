import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import type { SchedulerAddress } from '../../src/protocol/health';
import type { Task } from '../../src/protocol/task';

/** The process of the scheduler that this run’s Jupyter server started. */
export function schedulerPid(): number {
  const address = readFileSync(join(process.env.PEACH_UI_STATE ?? '', 'scheduler.json'), 'utf8');
  return (JSON.parse(address) as SchedulerAddress).pid;
}

/** How the last ended execution of a task, `organisation/name`, ended; null where there is none yet. */
export async function lastStatus(page: Page, key: string): Promise<string | null> {
  const answer = await page.request.get(`${process.env.TARGET_URL ?? ''}/peach/api/tasks/${key}`);
  return answer.ok() ? (((await answer.json()) as Task).last_ended_run?.status ?? null) : null;
}
