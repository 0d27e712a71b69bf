import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleRun, sampleRunId, sampleRunningRun } from '../../client/test-support/samples';
import type { ShownLog, ShownLogSection } from '../tasks-information/shown-state';
import { anchorKey, anchorOf, logRows, rowOfAnchor, sectionAt } from './log-rows';
import { shownLog } from './test-support/shown-log';

const section = (number: number, log: ShownLog | null): ShownLogSection => ({ run: sampleRun(number, { log_bytes: 2048 }), log });
const rowsOf = (...sections: readonly ShownLogSection[]) => logRows(sections, SAMPLE_NOW);

const rows = rowsOf(section(1, null), section(2, shownLog(['one', 'two One'])), section(3, shownLog(['three'], { uncountedBytes: 1024 })));

function said(index: number, of = rows): string {
  const row = of.row(index);
  switch (row?.kind) {
    case 'heading':
      return `heading ${Number(row.section.run.id.slice(-3))}`;
    case 'remark':
    case 'silence':
      return row.text;
    case 'line':
      return row.line?.text ?? 'not loaded';
    case undefined:
      return 'nothing';
  }
}

describe('logRows', () => {
  it('has a heading, remarks and lines of each execution, one after another', () => {
    expect(Array.from({ length: rows.count + 1 }, (_, index) => said(index))).toEqual([
      'heading 1',
      'Its log has 2 KiB and is not loaded.',
      'heading 2',
      'one',
      'two One',
      'heading 3',
      'Looking through its first 1 KiB…',
      'three',
      'nothing'
    ]);
  });

  it.each([
    [shownLog([]), 'It wrote nothing.'],
    [shownLog([], { state: 'loading' }), 'Loading its log…'],
    [shownLog([], { state: 'following' }), 'Loading its log…'],
    [shownLog([], { state: 'refused', refusal: 'the log was deleted' }), 'the log was deleted'],
    [shownLog(['one'], { problem: 'No answer.' }), 'Some of its lines can’t be loaded; it is tried again. No answer.']
  ])('says why a log has no line, or not all', (log, text) => {
    expect(said(1, rowsOf(section(1, log)))).toBe(text);
  });

  it.each([
    ['loading', 'Loading its log…'],
    ['following', 'Nothing written yet.'],
    ['complete', 'It wrote nothing.']
  ] as const)('says of a running one whose empty log is %s: %s', (state, text) => {
    expect(said(1, rowsOf({ run: sampleRunningRun(1), log: shownLog([], { state }) }))).toBe(text);
  });

  it('has a place for a line that is not loaded', () => {
    expect(said(1, rowsOf(section(1, shownLog([null]))))).toBe('not loaded');
  });

  it('finds the section of a row', () => {
    expect([0, 1, 2, 4, 5, 7].map(index => sectionAt(rows.places, index))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('is empty without executions', () => {
    expect(rowsOf().row(0)).toBeNull();
  });
});

describe('the silence of an execution', () => {
  const running = (log: ShownLog): readonly string[] => {
    const silent = rowsOf({ run: sampleRunningRun(1), log });
    return Array.from({ length: silent.count }, (_, index) => said(index, silent));
  };
  const ago = (minutes: number): number => SAMPLE_NOW - minutes * 60_000;

  it.each([
    [59 / 60, []],
    [1, ['Silent for 1 min']],
    [3.9, ['Silent for 3 min']],
    [125, ['Silent for 2 h 5 min']]
  ])('of %d min is said behind its last line: %j', (minutes, expected) => {
    expect(running(shownLog(['one'], { state: 'following', lastTime: ago(minutes) })).slice(2)).toEqual(expected);
  });

  it('counts from its start where it wrote nothing', () => {
    expect(running(shownLog([], { state: 'following' }))).toEqual(['heading 1', 'Nothing written yet.', 'Silent for 1 min']);
  });

  it('is not said of one that has ended, nor before its log is here', () => {
    expect(running(shownLog(['one'], { lastTime: ago(5) }))).toHaveLength(2);
    expect(running(shownLog([], { state: 'loading' }))).toHaveLength(2);
    const ended = { run: sampleRun(1), log: shownLog(['one'], { state: 'following', lastTime: ago(5) }) };
    expect(rowsOf(ended).count).toBe(2);
  });
});

describe('what stays with a row', () => {
  it('is different for each', () => {
    const keys = Array.from({ length: rows.count }, (_, index) => anchorKey(anchorOf(rows, index)!));
    expect(new Set(keys).size).toBe(rows.count);
  });

  it('leads to it while others come before it', () => {
    const anchor = anchorOf(rows, 3)!;
    const after = rowsOf(section(1, shownLog(['a', 'b', 'c', 'd'])), section(2, shownLog(['one', 'two One'])));
    expect(rowOfAnchor(after, anchor)).toBe(6);
    expect(rowOfAnchor(rows, { run: sampleRunId(9), at: 0 })).toBeNull();
  });

  it('leads back to every row', () => {
    const silent = rowsOf(
      section(1, null),
      { run: sampleRunningRun(2), log: shownLog(['one', 'two'], { state: 'following', lastTime: SAMPLE_NOW - 200_000 }) },
      section(3, shownLog([], { uncountedBytes: 5 }))
    );
    const all = Array.from({ length: silent.count }, (_, index) => index);
    expect(all.map(index => rowOfAnchor(silent, anchorOf(silent, index)!))).toEqual(all);
  });
});
