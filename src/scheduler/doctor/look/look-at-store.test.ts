import {
  copyFileSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
  closeSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookAtStore } from './look-at-store';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-doctor-'));
  file = join(folder, 'state.sqlite');
});

afterEach(() => rmSync(folder, { recursive: true }));

function fill(): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec('pragma journal_mode = wal; create table run (id integer primary key, words text); create index by_words on run (words)');
  database.exec(
    `insert into run (words) with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000) select 'words ' || i from n`
  );
  database.exec('pragma user_version = 3');
  return database;
}

it('finds a store that was closed whole, and changes nothing', async () => {
  fill().close();
  const before = readFileSync(file);

  expect(await lookAtStore(file)).toEqual({ kind: 'whole', file, form: 3 });
  expect(readdirSync(folder)).toEqual(['state.sqlite']);
  expect(readFileSync(file).equals(before)).toBe(true);
});

it('reads the log of one that was not closed', async () => {
  const database = fill();
  const copy = join(folder, 'copy.sqlite');
  ['', '-wal'].forEach(end => copyFileSync(`${file}${end}`, `${copy}${end}`));
  database.close();

  expect(await lookAtStore(copy)).toEqual({ kind: 'whole', file: copy, form: 3 });
});

it('finds none where there is none', async () => {
  expect(await lookAtStore(file)).toEqual({ kind: 'absent' });
  expect(readdirSync(folder)).toEqual([]);
});

it('finds damage', async () => {
  fill().close();
  const { size } = statSync(file);
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(4096, 0x5a), 0, 4096, size - 4096);
  closeSync(handle);

  expect(await lookAtStore(file)).toMatchObject({ kind: 'damaged', file });
});

it('finds that it is no store at all', async () => {
  writeFileSync(file, 'these are words and no database, '.repeat(100));

  expect(await lookAtStore(file)).toEqual({ kind: 'damaged', file, words: 'file is not a database' });
});

it('gives up one that takes too long', async () => {
  fill().close();

  expect(await lookAtStore(file, 1)).toEqual({ kind: 'unopened', file, why: 'it took longer than 0.001 s' });
});
