import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../core/logs/plain-text';
import { parseAnsi } from './parse-ansi';
import { NO_STYLE } from './text-style';

const ESC = '\u001b';

describe('parseAnsi', () => {
  it('leaves plain text as it is', () => {
    expect(parseAnsi('a\tb <b>c</b>')).toEqual([{ text: 'a\tb <b>c</b>', style: NO_STYLE }]);
  });

  it('gives each piece its colours', () => {
    const pieces = parseAnsi(`${ESC}[1;34mINFO${ESC}[0m ready`);
    expect(pieces).toEqual([
      { text: 'INFO', style: { ...NO_STYLE, bold: true, foreground: { kind: 'theme', index: 4 } } },
      { text: ' ready', style: NO_STYLE }
    ]);
  });

  it.each([
    ['moves of the cursor', `a${ESC}[2Kb${ESC}[10;5Hc`],
    ['a window title', `a${ESC}]0;title\u0007bc`],
    ['a link', `a${ESC}]8;;http://x${ESC}\\bc`],
    ['a device string', `a${ESC}Pq#0${ESC}\\bc`],
    ['a reset', `a${ESC}cbc`],
    ['a bell, a null and a C1 control', 'a\u0007b\u0000\u009bc'],
    ['a sequence that the line cuts off', `abc${ESC}[`]
  ])('drops %s', (_name, line) => {
    expect(
      parseAnsi(line)
        .map(piece => piece.text)
        .join('')
    ).toBe('abc');
  });

  it('never hands on a control character, and agrees with the searched text', () => {
    const parts = fc.array(fc.constantFrom(ESC, '[', ']', 'm', '31', ';', 'x', 'ü', '\u0007', '\u0000', '\t', '?', '\\'), {
      maxLength: 30
    });
    fc.assert(
      fc.property(parts, pieces => {
        const line = pieces.join('');
        const text = parseAnsi(line)
          .map(piece => piece.text)
          .join('');
        expect(text).not.toMatch(/(?!\t)\p{Cc}/u);
        expect(plainText(line)).toBe(text);
      })
    );
  });
});
