import { describe, expect, it } from 'vitest';
import { sampleRun, sampleRunningRun } from '../../client/test-support/samples';
import type { ShownLog, ShownLogSection } from '../tasks-information/shown-state';
import { findMatches, matchesOfRow, matchText } from './find-matches';
import { logRows, rowHeight, sectionAt } from './log-rows';
import { createRowKeys } from './row-keys';

function logOf(lines: readonly string[], changes: Partial<ShownLog> & { readonly droppedBytes?: number } = {}): ShownLog {
  const { droppedBytes = 0, ...rest } = changes;
  return {
    state: 'complete',
    refusal: null,
    lines: { lineCount: lines.length, line: index => ({ text: lines[index] ?? '', time: null, stream: 'stdout' }), droppedBytes },
    ...rest
  };
}

const section = (number: number, log: ShownLog | null): ShownLogSection => ({ run: sampleRun(number, { log_bytes: 2048 }), log });

const rows = logRows([section(1, null), section(2, logOf(['one', 'two One'])), section(3, logOf(['three'], { droppedBytes: 1024 }))]);

function said(index: number): string {
  const row = rows.row(index);
  switch (row?.kind) {
    case 'heading':
      return `heading ${Number(row.section.run.id.slice(-3))}`;
    case 'remark':
      return row.text;
    case 'line':
      return row.line.text;
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
      'The first 1 KiB are left out here; Download has all that is kept of this log.',
      'three',
      'nothing'
    ]);
  });

  it.each([
    [logOf([]), 'It wrote nothing.'],
    [logOf([], { state: 'loading' }), 'Loading its log…'],
    [logOf([], { state: 'following' }), 'Loading its log…'],
    [logOf([], { state: 'refused', refusal: 'the log was deleted' }), 'the log was deleted']
  ])('says why a log has no line', (log, text) => {
    const row = logRows([section(1, log)]).row(1);
    expect(row?.kind === 'remark' && row.text).toBe(text);
  });

  it.each([
    ['loading', 'Loading its log…'],
    ['following', 'Nothing written yet.'],
    ['complete', 'It wrote nothing.']
  ] as const)('says of a running one whose empty log is %s: %s', (state, text) => {
    const row = logRows([{ run: sampleRunningRun(1), log: logOf([], { state }) }]).row(1);
    expect(row?.kind === 'remark' && row.text).toBe(text);
  });

  it('knows the height of a row without making it', () => {
    expect(Array.from({ length: rows.count }, (_, index) => rowHeight(rows, index))).toEqual([24, 24, 24, 16, 16, 24, 24, 16]);
  });

  it('finds the section of a row', () => {
    expect([0, 1, 2, 4, 5, 7].map(index => sectionAt(rows.starts, index))).toEqual([0, 0, 1, 1, 2, 2]);
  });

  it('is empty without executions', () => {
    expect(logRows([]).row(0)).toBeNull();
  });
});

describe('the keys of rows', () => {
  it('are all different', () => {
    const key = createRowKeys();
    const keys = Array.from({ length: rows.count }, (_, index) => key(rows, index));
    expect(new Set(keys).size).toBe(rows.count);
  });

  it('stay with a line while others come before it', () => {
    const key = createRowKeys();
    const before = key(rows, 3);
    const after = logRows([section(1, logOf(['a', 'b', 'c', 'd'])), section(2, logOf(['one', 'two One']))]);
    expect(key(after, 6)).toBe(before);
  });
});

describe('the search in logs', () => {
  it('finds every match in every line, whatever the case', () => {
    const matches = findMatches(rows, { words: 'ONE', matchCase: false });
    expect(matches).toEqual([
      { row: 3, start: 0, end: 3 },
      { row: 4, start: 4, end: 7 }
    ]);
    expect(matchesOfRow(matches, 4)).toEqual([matches[1]]);
    expect(matchesOfRow(matches, 5)).toEqual([]);
  });

  it('minds the case when it is asked to', () => {
    expect(findMatches(rows, { words: 'One', matchCase: true })).toHaveLength(1);
  });

  it('finds nothing for no words', () => {
    expect(findMatches(rows, { words: '', matchCase: false })).toEqual([]);
  });

  it('looks through colours', () => {
    const coloured = logRows([section(1, logOf(['thres\u001b[1mhold\u001b[0m']))]);
    expect(findMatches(coloured, { words: 'threshold', matchCase: false })).toEqual([{ row: 1, start: 0, end: 9 }]);
  });

  it('says where it is', () => {
    expect([matchText(34, 8), matchText(0, 0), matchText(10_000, 0)]).toEqual(['9 of 34', 'no match', '1 of 10000+']);
  });
});
