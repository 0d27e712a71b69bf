import { expect, it } from 'vitest';
import { done } from '../../protocol/errors';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { CommittedFile, FilesWanted } from '../ports';
import { checkDefinitions, type CheckedDefinitions } from './check-definitions';

const NOTEBOOK = JSON.stringify({ cells: [{ cell_type: 'code', source: 'def task():\n    pass' }], nbformat: 4 });

/** A commit with one notebook for each path, and what was asked of it. */
function commit(paths: readonly string[]) {
  const blobs = new Map(paths.map(path => [path, `${path} 1`]));
  const looks: { readonly asked: number; readonly read: number }[] = [];
  const readFiles = (wanted: FilesWanted) => {
    const there = wanted.paths.flatMap(path => {
      const blob = blobs.get(path);
      return blob === undefined ? [] : [{ path, blob }];
    });
    const files = there.map(({ path, blob }): [string, CommittedFile] => {
      const text = wanted.isKnown(path, blob) ? null : NOTEBOOK;
      return [path, { path, blob, text, refusal: null }];
    });
    looks.push({ asked: wanted.paths.length, read: files.filter(([, file]) => file.text !== null).length });
    return Promise.resolve(done(new Map(files)));
  };
  return { blobs, looks, readFiles };
}

it('reads many notebooks a few at a time, and of a later commit only those that changed, came or went', async () => {
  const paths = Array.from({ length: 120 }, (_, index) => `${index}.ipynb`);
  const definitions = paths.map((notebook): TaskDefinition => ({ notebook, method: 'task' }));
  const { blobs, looks, readFiles } = commit(paths.slice(1));
  const known: CheckedDefinitions = new WeakMap();
  const byNotebook = Map.groupBy(definitions, definition => definition.notebook);
  const check = () => checkDefinitions(byNotebook, { readFiles, known, breathe: () => Promise.resolve() });
  const isRunnable = (index: number) => known.get(definitions[index]!)?.code.ok;
  await check();
  expect(looks.splice(0).map(({ read }) => read)).toEqual([0, 49, 50, 20]);
  expect([isRunnable(0), isRunnable(1)]).toEqual([false, true]);

  await check();
  expect(looks.splice(0)).toEqual([{ asked: 120, read: 0 }]);

  blobs.set('0.ipynb', 'came').set('2.ipynb', 'changed').delete('1.ipynb');
  await check();

  expect(looks).toEqual([
    { asked: 120, read: 0 },
    { asked: 3, read: 2 }
  ]);
  expect([isRunnable(0), isRunnable(1), isRunnable(2)]).toEqual([true, false, true]);
});
