import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId, TaskId } from '../../protocol/identity';
import { openDatabase } from './open-database';
import { openStore } from './open-store';

/** One dump for each earlier version. */
const DUMPS = join(import.meta.dirname, 'test-support');
const VERSIONS = readdirSync(DUMPS).flatMap(name => Number(/^version-(\d+)\.sql$/.exec(name)?.[1] ?? Number.NaN) || []);
const WORK = '00000000-0000-4000-8000-000000000001' as TaskId;

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-migrate-'));
  file = join(directory, 'state.sqlite');
});

afterEach(() => rmSync(directory, { recursive: true }));

function load(version: number): void {
  const database = new DatabaseSync(file);
  database.exec(readFileSync(join(DUMPS, `version-${version}.sql`), 'utf8'));
  database.close();
}

/** Everything in these columns, in a fixed order. */
function rowsOf(columns: ReadonlyMap<string, readonly string[]>): Record<string, unknown[]> {
  const database = new DatabaseSync(file);
  const rows = [...columns].map(([table, names]) => [
    table,
    database.prepare(`select ${names.map(name => `"${name}"`).join(', ')} from "${table}" order by 1`).all()
  ]);
  database.close();
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

function columnsOf(): ReadonlyMap<string, readonly string[]> {
  const database = new DatabaseSync(file);
  const tables = database.prepare("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'").all() as {
    name: string;
  }[];
  const columns = tables.map(({ name }) => {
    const found = database.prepare(`pragma table_info("${name}")`).all() as { name: string }[];
    return [name, found.map(column => column.name)] as const;
  });
  database.close();
  return new Map(columns);
}

function check(): { readonly version: number; readonly integrity: unknown; readonly dangling: unknown; readonly schema: unknown } {
  const database = new DatabaseSync(file);
  const one = (sql: string): unknown => Object.values(database.prepare(sql).get() ?? {})[0];
  const answer = {
    version: one('pragma user_version') as number,
    integrity: one('pragma integrity_check'),
    dangling: database.prepare('pragma foreign_key_check').all(),
    schema: database.prepare('select type, name from sqlite_master order by 1, 2').all()
  };
  database.close();
  return answer;
}

function freshCheck(): ReturnType<typeof check> {
  openDatabase(file).close();
  const fresh = check();
  rmSync(file);
  return fresh;
}

it('is tried from each earlier version', () => {
  expect(VERSIONS.sort()).toEqual(Array.from({ length: freshCheck().version - 1 }, (_, index) => index + 1));
});

describe.each(VERSIONS)('a store of version %i', version => {
  it('comes to the form of a fresh one, whole, with everything that was in it', () => {
    const fresh = freshCheck();
    load(version);
    const columns = columnsOf();
    const before = rowsOf(columns);

    openStore(file).close();

    expect(check()).toEqual({ ...fresh, integrity: 'ok', dangling: [] });
    expect(rowsOf(columns)).toEqual(before);
    expect(before.run).toHaveLength(6);
  });

  it('is read as it was meant', () => {
    load(version);

    const store = openStore(file);

    expect(store.task(WORK)).toMatchObject({
      key: 'debr/work',
      lap: 7,
      lastRun: { status: 'RUNNING' },
      lastEndedRun: { status: 'SUCCESS', result: [1, null], duration: 2 }
    });
    expect(store.runs(WORK, { status: null, limit: 10, before: null }).map(run => run.status)).toEqual([
      'RUNNING',
      'SUCCESS',
      'LOST',
      'FAILURE',
      'SUCCESS'
    ]);
    expect(store.openRuns()).toMatchObject([{ status: 'RUNNING' }]);
    expect(store.newestRunId()).toBe('018bcfe5-6806-7000-8000-000000000006' as RunId);
    expect(store.organisation('debr')).toMatchObject({ id: 1, environment: { hash: 'e1', requirements: ['six'] } });
    expect(store.loop('debr')).toMatchObject({ lap: 7, lapEndedAt: null, lastLapDuration: 61.5 });
    store.close();
  });

  it('opens clean where the scheduler was killed in the middle of its migration', () => {
    load(version);
    const before = rowsOf(columnsOf());
    const columns = columnsOf();
    const script = `
      const { DatabaseSync } = require('node:sqlite');
      const database = new DatabaseSync(${JSON.stringify(file)});
      database.exec('pragma journal_mode = wal; begin immediate; alter table task add column half integer; update run set reason = 1; pragma user_version = 98');
      process.kill(process.pid, 'SIGKILL');`;
    expect(spawnSync(process.execPath, ['-e', script]).signal).toBe('SIGKILL');

    openStore(file).close();

    expect(check()).toMatchObject({ integrity: 'ok', dangling: [] });
    expect(check().version).toBeLessThan(98);
    expect(rowsOf(columns)).toEqual(before);
    expect(columnsOf().get('task')).not.toContain('half');
  });
});

describe('a store that can’t be opened', () => {
  it('because it is of a newer version is told so, and left as it is', () => {
    const newer = new DatabaseSync(file);
    newer.exec('create table later (a); pragma user_version = 99');
    newer.close();

    expect(() => openStore(file)).toThrow(
      /newer version of peach-lab \(form 99, this one knows \d+\): use that version, or another state directory/
    );
    expect(check()).toMatchObject({ version: 99, schema: [{ type: 'table', name: 'later' }] });
  });

  it.each([
    ['is no database', (): string => 'some words\n'.repeat(1000)],
    [
      'is damaged',
      (): Buffer => {
        openDatabase(file).close();
        const bytes = readFileSync(file);
        bytes.fill(7, 100, 4096);
        return bytes;
      }
    ]
  ])('because it %s is told with a remedy, and left as it is', (_what, content) => {
    writeFileSync(file, content());
    const before = readFileSync(file);

    expect(() => openStore(file)).toThrow(/state\.sqlite is damaged \(.*\) and was left as it is: put a backup in its place/);

    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('lets go of the file', () => {
    writeFileSync(file, 'some words\n'.repeat(1000));
    expect(() => openStore(file)).toThrow('damaged');

    rmSync(file);
    openStore(file).close();

    expect(check().integrity).toBe('ok');
  });
});
