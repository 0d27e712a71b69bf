import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookAtLimits } from './look-at-limits';

let proc: string;

beforeEach(() => {
  proc = mkdtempSync(join(tmpdir(), 'peach-doctor-'));
});

afterEach(() => rmSync(proc, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(proc, path)), { recursive: true });
  writeFileSync(join(proc, path), text);
}

it('reads the limits that count, of the process that was named', async () => {
  write(
    '77/limits',
    [
      'Limit                     Soft Limit           Hard Limit           Units     ',
      'Max processes             unlimited            unlimited            processes ',
      'Max open files            1024                 20000                files     '
    ].join('\n')
  );
  write('sys/fs/inotify/max_user_watches', '8192\n');
  write('sys/fs/inotify/max_user_instances', '128\n');

  expect(await lookAtLimits(77, proc)).toEqual({ openFiles: 1024, processes: Infinity, watches: 8192, watchers: 128 });
});

it('knows nothing where the system has no such files', async () => {
  expect(await lookAtLimits('self', proc)).toEqual({ openFiles: null, processes: null, watches: null, watchers: null });
});
