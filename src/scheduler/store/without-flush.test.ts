import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { withoutFlush } from './without-flush';

const FULL = { synchronous: 2 };

function open(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec('pragma synchronous = full; create table t (x integer)');
  return database;
}

const synchronous = (database: DatabaseSync): unknown => ({ ...database.prepare('pragma synchronous').get() });

it('flushes nothing for the work, and everything after it', () => {
  const database = open();

  const during = withoutFlush(database)(() => synchronous(database));

  expect(during).toEqual({ synchronous: 1 });
  expect(synchronous(database)).toEqual(FULL);
});

it('flushes again after work that failed', () => {
  const database = open();

  expect(() =>
    withoutFlush(database)(() => {
      throw new Error('no');
    })
  ).toThrow('no');

  expect(synchronous(database)).toEqual(FULL);
});

it('leaves it to a transaction around it', () => {
  const database = open();
  database.exec('begin');

  expect(withoutFlush(database)(() => synchronous(database))).toEqual(FULL);
  database.exec('commit');
});
