import { stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { Type } from '@sinclair/typebox';
import { createCheck } from '../../../protocol/check';
import { parseJson } from '../../../protocol/json';
import { runProgram } from './run-program';

export type StoreLook =
  | { readonly kind: 'absent' }
  /** `form`: number of the migrations it has had. */
  | { readonly kind: 'whole'; readonly file: string; readonly form: number }
  | { readonly kind: 'damaged'; readonly file: string; readonly words: string }
  | { readonly kind: 'unopened'; readonly file: string; readonly why: string };

/** In a process of its own, because SQLite can't be interrupted from the same one. */
const SCRIPT = `
const { DatabaseSync } = require('node:sqlite');
try {
  const database = new DatabaseSync(new URL(process.argv[1]), { readOnly: true });
  const rows = database.prepare('pragma quick_check(3)').all();
  const { user_version: form } = database.prepare('pragma user_version').get();
  console.log(JSON.stringify({ words: rows.map(row => row.quick_check).join('; '), form, code: 0 }));
} catch (error) {
  console.log(JSON.stringify({ words: error.message, form: 0, code: error.errcode ?? -1 }));
}`;

const check = createCheck(Type.Object({ words: Type.String(), form: Type.Integer(), code: Type.Integer() }));
/** SQLite's own codes for a file that is damaged, and for one that is no database. */
const DAMAGED: readonly number[] = [11, 26];
/** Milliseconds; a store of a million runs takes a few seconds. */
const TIMEOUT = 20_000;

/** Reads the whole store in `file` once, without changing it; only while no scheduler has it. Never rejects. */
export async function lookAtStore(file: string, timeout = TIMEOUT): Promise<StoreLook> {
  if ((await sizeOf(file)) === null) {
    return { kind: 'absent' };
  }
  const url = pathToFileURL(file);
  if (((await sizeOf(`${file}-wal`)) ?? 0) === 0) {
    // Without a log to be read along, nothing has to be written beside it either, so a disk that is read-only is good enough.
    url.searchParams.set('immutable', '1');
  }
  const args = ['--no-warnings', '-e', SCRIPT, url.href];
  const answer = await runProgram({ program: process.execPath, args, variables: {}, timeout });
  const told = check(parseJson(answer.stdout));
  if (!told.ok) {
    return { kind: 'unopened', file, why: answer.failure ?? 'the program that reads it failed' };
  }
  const { words, form, code } = told.value;
  if (code !== 0) {
    // The lower byte is the kind, the rest tells more about it.
    return DAMAGED.includes(code & 0xff) ? { kind: 'damaged', file, words } : { kind: 'unopened', file, why: words };
  }
  return words === 'ok' ? { kind: 'whole', file, form } : { kind: 'damaged', file, words };
}

/** Null where it is not there. */
async function sizeOf(file: string): Promise<number | null> {
  return stat(file).then(
    ({ size }) => size,
    () => null
  );
}
