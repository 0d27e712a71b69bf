import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewLines } from './preview-lines';

describe('previewLines', () => {
  it('numbers the added lines and shows three lines before them', () => {
    const before = 'codops: debr\ntasks:\n  a:\n    notebook: a.ipynb\n    method: a\n';
    const preview = previewLines(before, `${before}  b:\n    method: b\n`);
    expect(preview.added).toBe(2);
    expect(preview.onlyAdded).toBe(true);
    expect(preview.lines.map(line => `${line.number}${line.added ? '+' : ' '}${line.text}`)).toEqual([
      '3   a:',
      '4     notebook: a.ipynb',
      '5     method: a',
      '6+  b:',
      '7+    method: b'
    ]);
  });

  it('shows the lines that follow an insertion in the middle', () => {
    const preview = previewLines('one\ntwo\n', 'one\nnew\ntwo\n');
    expect(preview.lines.map(line => line.added)).toEqual([false, true, false]);
  });

  it('counts every line of a new file', () => {
    expect(previewLines('', 'codops: debr\ntasks:\n')).toMatchObject({ added: 2, onlyAdded: true });
  });

  it('does not call a line changed for its ending', () => {
    expect(previewLines('a: 1\r\nb: 2', 'a: 1\r\nb: 2\r\nc: 3\r\n')).toMatchObject({ added: 1, onlyAdded: true });
  });

  it('says so where a line was changed', () => {
    expect(previewLines('tasks: {}\n', 'tasks:\n  a:\n').onlyAdded).toBe(false);
  });

  it('finds any inserted block, whatever stands around it', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 8 });
    fc.assert(
      fc.property(text, fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }), text, (head, block, tail) => {
        const before = [...head, ...tail, 'end', ''].join('\n');
        const after = [...head, ...block, ...tail, 'end', ''].join('\n');
        expect(previewLines(before, after)).toMatchObject({ added: block.length, onlyAdded: true });
      })
    );
  });
});
