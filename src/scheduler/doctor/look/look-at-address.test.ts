import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ADDRESS } from '../test-support/well';
import { lookAtAddress } from './look-at-address';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-doctor-'));
  file = join(folder, 'scheduler.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

function write(fields: Partial<typeof ADDRESS> = {}): void {
  writeFileSync(file, JSON.stringify({ ...ADDRESS, pid: process.pid, ...fields }), { mode: 0o600 });
}

it('finds the address, and whether its process lives', async () => {
  write();
  expect(await lookAtAddress(folder)).toEqual({ kind: 'there', file, address: { ...ADDRESS, pid: process.pid }, isAlive: true });

  // More than Linux gives to any process.
  write({ pid: 2 ** 22 + 1 });
  expect(await lookAtAddress(folder)).toMatchObject({ kind: 'there', isAlive: false });
});

it('finds none where there is none', async () => {
  expect(await lookAtAddress(folder)).toEqual({ kind: 'absent' });
  expect(await lookAtAddress(join(folder, 'gone'))).toEqual({ kind: 'absent' });
});

it('does not trust what others could have read or written', async () => {
  write();
  chmodSync(file, 0o640);

  expect(await lookAtAddress(folder)).toEqual({ kind: 'open', file, mode: 0o640 });
});

it.runIf(process.getuid?.() === 0)('does not trust another’s', async () => {
  write();
  chownSync(file, 12345, 12345);

  expect(await lookAtAddress(folder)).toEqual({ kind: 'foreign', file, uid: 12345 });
});

it('follows no link, and waits for no pipe', async () => {
  symlinkSync('/etc/hostname', file);
  expect(await lookAtAddress(folder)).toEqual({ kind: 'unreadable', file, code: 'ELOOP' });

  rmSync(file);
  execFileSync('mkfifo', ['-m', '600', file]);
  expect(await lookAtAddress(folder)).toEqual({ kind: 'torn', file });
});

it.each(['', '{"pid":', '{"pid": 1}', JSON.stringify({ ...ADDRESS, token: 'short' })])('takes %j for torn', async text => {
  writeFileSync(file, text, { mode: 0o600 });

  expect(await lookAtAddress(folder)).toEqual({ kind: 'torn', file });
});
