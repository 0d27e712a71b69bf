import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../e2e/support/until';
import type { ProcessFact } from '../history/history';
import { linesOf } from '../history/journal-facts';
import { parseJournal } from '../history/parse-journal';
import { lives, sendSignal } from '../world/processes';
import { NUMBER_FILE, taskSource } from './task-source';

const RUN = 'r1';
/** Seconds instead of minutes. */
const LIMIT = 2;

let folder: string;
let group: number | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-task-source-'));
  writeFileSync(join(folder, NUMBER_FILE), '1\n');
});

afterEach(() => {
  toldProcesses().forEach(({ pid }) => sendSignal(pid, 'SIGKILL'));
  if (group !== undefined) {
    sendSignal(-group, 'SIGKILL');
  }
  rmSync(folder, { recursive: true });
});

function toldProcesses(): readonly ProcessFact[] {
  const journal = parseJournal(RUN, readFileSync(join(folder, RUN), { encoding: 'utf8', flag: 'a+' }));
  return [...linesOf(journal, 'start'), ...linesOf(journal, 'child')].map(({ process }) => process).filter(lives);
}

/** As a run has it, but without anybody who would end it. */
function start(kind: string): number {
  const code = `${taskSource(1, LIMIT)}\ntask(${JSON.stringify(kind)}, ${JSON.stringify(folder)})`;
  const child = spawn('python3', ['-c', code], {
    cwd: folder,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, PEACH_RUN_ID: RUN, PEACH_TASK: 'x/y' }
  });
  group = child.pid;
  return child.pid ?? 0;
}

it.each([
  ['overrun', 2],
  ['wait', 1],
  ['orphans', 3],
  ['holder', 1]
])('%s ends by itself with all that it forked, though nobody ends it', async (kind, processes) => {
  const from = process.hrtime.bigint();
  start(kind);
  await until('all of it is there', () => toldProcesses().length >= processes);

  await until('the end of all', () => toldProcesses().length === 0, 15);

  expect(Number(process.hrtime.bigint() - from) / 1e9).toBeGreaterThan(LIMIT * 0.9);
});

it('ends a process that ignores what it can and hangs', async () => {
  const code = `${taskSource(1, LIMIT)}\nimport builtins\ndef stuck(*_): \n    while True: pass\nbuiltins.print = stuck\ntask("overrun", ${JSON.stringify(folder)})`;
  const child = spawn('python3', ['-c', code], {
    cwd: folder,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, PEACH_RUN_ID: RUN, PEACH_TASK: 'x/y' }
  });
  group = child.pid;

  const signal = await new Promise(resolve => child.once('exit', (_, by) => resolve(by)));

  expect(signal).toBe('SIGALRM');
});
