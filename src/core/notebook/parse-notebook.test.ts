import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseNotebook, readNotebook } from './parse-notebook';

function notebook(value: unknown): unknown {
  const read = readNotebook(value);
  return read.ok ? read.notebook : read.message;
}

describe('readNotebook', () => {
  it('reads sources written as one text and as lines', () => {
    const cells = [
      { cell_type: 'code', source: 'a\nb', metadata: { tags: ['peach-skip', 7] } },
      { cell_type: 'markdown', source: ['# c\n', 'd'], metadata: {} },
      { cell_type: 'code', source: [], outputs: [{ text: 'x' }] }
    ];

    expect(notebook({ nbformat: 4, metadata: {}, cells })).toEqual({
      language: 'python',
      cells: [
        { number: 1, kind: 'code', source: 'a\nb', tags: ['peach-skip'] },
        { number: 2, kind: 'other', source: '# c\nd', tags: [] },
        { number: 3, kind: 'code', source: '', tags: [] }
      ]
    });
  });

  it('reads nbformat 3, whose cells stand in worksheets', () => {
    const worksheets = [
      { cells: [{ cell_type: 'code', input: ['a\n', 'b'], language: 'python' }] },
      { cells: [{ cell_type: 'heading', source: 'c' }] }
    ];

    expect(notebook({ nbformat: 3, metadata: { name: '' }, worksheets })).toEqual({
      language: 'python',
      cells: [
        { number: 1, kind: 'code', source: 'a\nb', tags: [] },
        { number: 2, kind: 'other', source: 'c', tags: [] }
      ]
    });
  });

  it.each([
    [{}, 'python'],
    [{ kernelspec: { name: 'conda_tf' } }, 'python'],
    [{ kernelspec: { language: 'R' } }, 'r'],
    [{ language_info: { name: 'julia' }, kernelspec: { language: 'python' } }, 'julia'],
    [{ language_info: { name: 'ipython' } }, 'python'],
    [{ kernelspec: { language: 'python3' } }, 'python'],
    [{ kernelspec: null, language_info: [] }, 'python']
  ])('takes the language from %j', (metadata, language) => {
    expect(notebook({ cells: [], metadata })).toEqual({ cells: [], language });
  });

  it.each([
    [null, 'the notebook is not a JSON object'],
    [[], 'the notebook is not a JSON object'],
    [{ metadata: {} }, 'no list of cells'],
    [{ cells: { 1: {} } }, 'no list of cells'],
    [{ cells: [{ source: '' }, 'x'] }, 'cell 2 of the notebook is not a JSON object'],
    [{ cells: [{ source: 7 }] }, 'the source of cell 1 is neither text nor a list of lines'],
    [{ cells: [{ source: ['a', null] }] }, 'the source of cell 1 is neither text nor a list of lines']
  ])('refuses %j in plain words', (value, message) => {
    expect(notebook(value)).toContain(message);
  });

  it('never throws on any JSON', () => {
    const cells = fc.array(fc.record({ cell_type: fc.jsonValue(), source: fc.jsonValue(), metadata: fc.jsonValue() }));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.record({ cells, metadata: fc.jsonValue(), worksheets: fc.jsonValue() })), value => {
        expect(typeof readNotebook(value).ok).toBe('boolean');
      })
    );
  });
});

describe('parseNotebook', () => {
  const text = JSON.stringify({ nbformat: 4, metadata: {}, cells: [{ cell_type: 'code', source: ['x = "é"\n', 'y'] }] }, null, 1);

  it('reads a file with a byte-order mark', () => {
    expect(parseNotebook(`\uFEFF${text}`)).toMatchObject({ ok: true, notebook: { cells: [{ source: 'x = "é"\ny' }] } });
  });

  it.each([
    ['an empty file', '\n', 'file is empty'],
    ['a file that is cut in a list', '{\n "cells": [', 'ends in the middle, at line 2, column 12'],
    ['a file that is cut in a text', '{\n "cells": ["ab', 'ends in the middle, at line 2, column'],
    ['a file that is no JSON', '{\n "cells": [],\n oops }', 'is not valid JSON, at line 3, column 2'],
    ['conflict marks', '{\n<<<<<<< HEAD\n "cells": []\n}', 'conflict marks in line 2'],
    ['a pointer of Git LFS', 'version https://git-lfs.github.com/spec/v1\noid sha256:0a\nsize 9\n', 'take notebooks out of LFS'],
    ['another kind of JSON', '"text"', 'not a JSON object']
  ])('says what is wrong with %s', (_, source, message) => {
    const read = parseNotebook(source);

    expect(read).toMatchObject({ ok: false, message: expect.stringContaining(message) as unknown });
  });

  it('refuses every file that was cut, and says where', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: text.length - 1 }), length => {
        expect(parseNotebook(text.slice(0, length))).toMatchObject({
          ok: false,
          message: expect.stringMatching(/ends in the middle, at line \d+, column \d+/) as unknown
        });
      })
    );
  });
});
