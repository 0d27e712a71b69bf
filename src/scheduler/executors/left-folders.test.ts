import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLeftFolders, type ILeftFolders } from './left-folders';

let directory: string;
let folders: ILeftFolders;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-left-'));
  folders = createLeftFolders(directory);
});

afterEach(() => rmSync(directory, { recursive: true }));

const leave = (name: string): void => {
  mkdirSync(join(directory, name));
};
const take = (name: string): boolean => folders.take(join(directory, name));

it('takes what an earlier run left, once', () => {
  expect(take('run-a')).toBe(false);
  leave('.ready-a');

  expect(take('run-b')).toBe(true);
  expect(readdirSync(directory)).toEqual(['run-b']);
  expect(take('run-c')).toBe(false);
});

it('takes it later where its run went on longer than the one after it', () => {
  take('run-a');
  take('run-b');
  leave('.ready-b');
  expect(take('run-c')).toBe(true);

  leave('.ready-a');

  expect(take('run-d')).toBe(true);
});

it('takes nothing that it does not expect', () => {
  leave('.ready-a');

  expect(take('run-b')).toBe(false);
});
