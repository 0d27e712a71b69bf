import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { previewLines } from './preview-lines';

describe('previewLines', () => {
  it('numbers the added lines and shows three lines before them', () => {
    const before = 'codops: debr\ntasks:\n  a:\n    notebook: a.ipynb\n    method: a\n';
    const preview = previewLines(before, `${before}  b:\n    method: b\n`);
    expect(preview.added).toBe(2);
    expect(preview.removed).toBe(0);
    expect(preview.lines.map(line => `${line.number}${line.change === 'added' ? '+' : ' '}${line.text}`)).toEqual([
      '3   a:',
      '4     notebook: a.ipynb',
      '5     method: a',
      '6+  b:',
      '7+    method: b'
    ]);
  });

  it('shows the lines that follow an insertion in the middle', () => {
    const preview = previewLines('one\ntwo\n', 'one\nnew\ntwo\n');
    expect(preview.lines.map(line => line.change)).toEqual([null, 'added', null]);
  });

  it('counts every line of a new file', () => {
    expect(previewLines('', 'codops: debr\ntasks:\n')).toMatchObject({ added: 2, removed: 0 });
  });

  it('does not call a line changed for its ending', () => {
    expect(previewLines('a: 1\r\nb: 2', 'a: 1\r\nb: 2\r\nc: 3\r\n')).toMatchObject({ added: 1, removed: 0 });
  });

  it('says so where a line was changed', () => {
    expect(previewLines('tasks: {}\n', 'tasks:\n  a:\n')).toMatchObject({ added: 2, removed: 1 });
  });

  it('shows lines that change in several places beside what they were', () => {
    const preview = previewLines('a: 1\nb: 2\nc: 3\nd: 4\n', 'a: 1\nb: 20\nc: 3\nd: 4\ne: 5\n');
    expect(
      preview.lines.map(({ number, change, text }) => `${number}${change === null ? ' ' : change === 'added' ? '+' : '-'}${text}`)
    ).toEqual(['1 a: 1', '2-b: 2', '2+b: 20', '3 c: 3', '4 d: 4', '5+e: 5']);
  });

  it('makes both texts of its lines again', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
    fc.assert(
      fc.property(text, text, (old, now) => {
        const { lines } = previewLines(['', ...old, ''].join('\n'), ['', ...now, ''].join('\n'));
        const without = (change: string) => lines.filter(line => line.change !== change).map(line => line.text);
        expect(old.join()).toContain(
          without('added')
            .filter(line => line !== '')
            .join()
        );
        expect(now.join()).toContain(
          without('removed')
            .filter(line => line !== '')
            .join()
        );
      })
    );
  });

  it('finds any inserted block, whatever stands around it', () => {
    const text = fc.array(fc.constantFrom('a', 'b', ''), { maxLength: 8 });
    fc.assert(
      fc.property(text, fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 4 }), text, (head, block, tail) => {
        const before = [...head, ...tail, 'end', ''].join('\n');
        const after = [...head, ...block, ...tail, 'end', ''].join('\n');
        expect(previewLines(before, after)).toMatchObject({ added: block.length, removed: 0 });
      })
    );
  });
});
