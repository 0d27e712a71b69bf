import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTable, type Column } from './format-table';

const COLUMNS: readonly Column[] = [
  { heading: 'NAME', align: 'left' },
  { heading: 'N', align: 'right' },
  { heading: 'NOTE', align: 'left' }
];

describe('formatTable', () => {
  it('aligns every column, with nothing after the last text', () => {
    expect(
      formatTable(COLUMNS, [
        ['a', '1', ''],
        ['longer', '100', 'x']
      ])
    ).toEqual(['NAME      N  NOTE', 'a         1', 'longer  100  x']);
  });

  it('leaves out a column that is empty in every row', () => {
    expect(formatTable(COLUMNS, [['a', '', '']])).toEqual(['NAME', 'a']);
  });

  it('counts a character outside the basic plane once', () => {
    expect(formatTable(COLUMNS, [['😀😀😀😀', '1', '']])[1]).toBe('😀😀😀😀  1');
  });

  it('makes one line of every row, whatever stands in it', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 3, maxLength: 3 })), rows => {
        const lines = formatTable(COLUMNS, rows);
        expect(lines).toHaveLength(rows.length + 1);
        expect(lines.join('')).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      })
    );
  });
});
