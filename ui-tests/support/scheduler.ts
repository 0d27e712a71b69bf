import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { SchedulerAddress } from '../../src/protocol/health';
import type { HistoryAnswer } from '../../src/protocol/run-history';
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

/** Lets a loop start nothing by itself, or go on. */
export async function pauseLoop(page: Page, loop: string, paused: boolean): Promise<void> {
  await page.request.post(`${apiUrl()}/loops/${loop}/${paused ? 'pause' : 'resume'}`, { data: {} });
}

/** Runs a task, `organisation/name`, until it has so many executions, and none of them goes on. */
export async function runUntil(page: Page, key: string, executions: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const answer = await page.request.get(`${apiUrl()}/tasks/${key}/history?limit=${executions}`);
        const { runs } = (await answer.json()) as HistoryAnswer;
        const ended = runs.filter(run => run.status !== 'QUEUED' && run.status !== 'RUNNING').length;
        if (ended === runs.length && ended < executions) {
          await page.request.post(`${apiUrl()}/tasks/${key}/runs`, { data: {} });
        }
        return ended;
      },
      { intervals: [200], timeout: 120_000 }
    )
    .toBe(executions);
}

function apiUrl(): string {
  return `${process.env.TARGET_URL ?? ''}/peach/api`;
}
