import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createFlushing, type Flushing } from './create-flushing';

const NORMAL = 1;
const FULL = 2;

let database: DatabaseSync;
let flushing: Flushing;

beforeEach(() => {
  database = new DatabaseSync(':memory:');
  database.exec('create table t (x integer)');
  flushing = createFlushing(database);
});

afterEach(() => database.close());

const synchronous = (): unknown => database.prepare('pragma synchronous').get()?.synchronous;

it('flushes what needs it, and only that', () => {
  const during = [
    flushing.unflushed(synchronous),
    flushing.flushed(synchronous),
    flushing.flushed(synchronous),
    flushing.unflushed(synchronous)
  ];

  expect(during).toEqual([NORMAL, FULL, FULL, NORMAL]);
});

it('flushes what comes after work that threw', () => {
  const failing = (): never => {
    throw new Error('full disk');
  };
  expect(() => flushing.unflushed(failing)).toThrow('full disk');
  expect(() => flushing.flushed(failing)).toThrow('full disk');

  expect([flushing.flushed(synchronous), flushing.unflushed(synchronous)]).toEqual([FULL, NORMAL]);
});

it('leaves it to the transaction around it', () => {
  const inside = flushing.flushed(() => {
    database.exec('begin');
    const during = flushing.unflushed(synchronous);
    database.exec('commit');
    return during;
  });

  expect([inside, flushing.flushed(synchronous)]).toEqual([FULL, FULL]);
});
