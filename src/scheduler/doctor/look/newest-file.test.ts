import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { newestFile } from './newest-file';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-doctor-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

it('finds what was written last, and nothing in an empty folder', async () => {
  expect(await newestFile(folder)).toBeNull();

  ['state.sqlite', 'owner.lock', 'scheduler.log'].forEach((name, place) => {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), 1000, name === 'owner.lock' ? 9000 : 1000 + place);
  });

  expect(await newestFile(folder)).toEqual({ file: join(folder, 'owner.lock'), writtenAt: 9_000_000 });
});
