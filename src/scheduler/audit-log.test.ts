import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createAuditLog } from './audit-log';
import type { AuditEntry } from './access-port';
import { createKeepingLogger } from './test-support/keeping-logger';
import { createManualClock } from './test-support/manual-clock';

let stateDir: string;

beforeEach(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'peach-audit-'));
});

afterEach(() => rmSync(stateDir, { recursive: true }));

const ENTRY: AuditEntry = {
  principal: 'member',
  name: 'ada',
  action: 'run_now',
  organisation: 'debr',
  subject: 'debr/train',
  refused: null
};

it('holds a line of JSON for each change, for its owner only', () => {
  const clock = createManualClock();
  const audit = createAuditLog({ stateDir, clock, logger: createKeepingLogger() });
  audit.note(ENTRY);
  audit.note({ ...ENTRY, name: 'two\nlines', refused: 'forbidden' });
  const lines = readFileSync(join(stateDir, 'audit.log'), 'utf8').trimEnd().split('\n');

  expect(lines.map(line => JSON.parse(line) as unknown)).toEqual([
    { time: new Date(clock.now()).toISOString(), ...ENTRY },
    { time: new Date(clock.now()).toISOString(), ...ENTRY, name: 'two\nlines', refused: 'forbidden' }
  ]);
  expect(statSync(join(stateDir, 'audit.log')).mode & 0o777).toBe(0o600);
});

it('begins a new file when it is large, and keeps eight', () => {
  const audit = createAuditLog({ stateDir, clock: createManualClock(), logger: createKeepingLogger() });
  for (let time = 0; time < 10; time += 1) {
    audit.note({ ...ENTRY, name: String(time) });
    truncateSync(join(stateDir, 'audit.log'), 16 * 1024 * 1024);
  }
  audit.note(ENTRY);

  expect(readdirSync(stateDir).toSorted()).toEqual(['audit.log', ...[1, 2, 3, 4, 5, 6, 7, 8].map(age => `audit.log.${age}`)]);
  expect(readFileSync(join(stateDir, 'audit.log.1'), 'utf8')).toContain('"name":"9"');
  expect(readFileSync(join(stateDir, 'audit.log.8'), 'utf8')).toContain('"name":"2"');
});

it('where it can’t be written, the scheduler’s own log has the entry', () => {
  rmSync(join(stateDir, 'audit.log'), { force: true });
  mkdirSync(join(stateDir, 'audit.log'));
  writeFileSync(join(stateDir, 'audit.log', 'x'), '');
  const logger = createKeepingLogger();
  createAuditLog({ stateDir, clock: createManualClock(), logger }).note(ENTRY);

  expect(JSON.stringify(logger.lines)).toContain('debr/train');
});
