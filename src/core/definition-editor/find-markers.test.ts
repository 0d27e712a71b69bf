import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../protocol/problem';
import { findMarkers } from './find-markers';

const FILE = 'peach.conf/debr.yaml';

/** What is marked of `text`, and what is said of it. */
function markersOf(text: string): readonly (readonly [string, string])[] {
  return findMarkers(FILE, text).map(({ from, to, problem }) => [text.slice(from, to), formatProblem(problem)]);
}

const task = (...fields: readonly string[]): string =>
  ['codops: debr', 'tasks:', '  a:', '    notebook: n.ipynb', '    method: f', ...fields.map(field => `    ${field}`), ''].join('\n');

describe('findMarkers', () => {
  it('finds nothing in a good file', () => {
    expect(markersOf(task('executor: python', 'timeout: 10m'))).toEqual([]);
  });

  it('marks a wrong value with its message and its hint', () => {
    expect(markersOf(task('executor: sprak # fast'))).toEqual([
      ['sprak', `${FILE}:6:15: executor "sprak" does not exist; use spark, python or kubernetes (did you mean spark?)`]
    ]);
  });

  it('marks the name of a task where a field is missing', () => {
    expect(markersOf('codops: debr\ntasks:\n  a:\n    method: f\n')).toEqual([['a', expect.stringContaining(`${FILE}:3:3: `)]]);
  });

  it('marks what only the whole organisation shows: a loop of others, a time limit over that of the loop', () => {
    const markers = markersOf(task('loop: sesr', 'timeout: 1000h'));
    expect(markers.map(([marked]) => marked)).toEqual(['sesr', '1000h']);
  });

  it('marks what is wrong outside the tasks, in the order of the file', () => {
    const markers = markersOf(`x-free: 1\ntaks: {}\n${task('executor: sprak')}`);
    expect(markers.map(([marked]) => marked)).toEqual(['taks', 'sprak']);
  });

  it('marks the tasks of a file whose organisation is missing too', () => {
    const markers = markersOf('tasks:\n  a:\n    notebook: n.ipynb\n    method: f\n    executor: sprak\n');
    expect(markers.map(([marked]) => marked)).toEqual(['tasks', 'sprak']);
  });

  it('marks the first mistake of YAML alone, where nothing else can be relied on', () => {
    expect(markersOf('codops: debr\ntasks: [a\n').map(([marked]) => marked)).toEqual(['[a']);
  });

  it('marks the beginning of an empty file', () => {
    expect(findMarkers(FILE, '')).toMatchObject([{ from: 0, to: 0, problem: { hint: expect.stringContaining('codops:') as unknown } }]);
  });

  it('marks the right characters in a file of another system', () => {
    expect(markersOf(`\uFEFF# 🍑\r\n${task('executor: sprak').replaceAll('\n', '\r\n')}`).map(([marked]) => marked)).toEqual(['sprak']);
  });
});
