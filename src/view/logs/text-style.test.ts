import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyColourCodes, NO_STYLE } from './text-style';

describe('applyColourCodes', () => {
  it.each([
    ['31', { foreground: { kind: 'theme', index: 1 } }],
    ['97', { foreground: { kind: 'theme', index: 15 } }],
    ['42', { background: { kind: 'theme', index: 2 } }],
    ['104', { background: { kind: 'theme', index: 12 } }],
    ['38;5;9', { foreground: { kind: 'theme', index: 9 } }],
    ['38;5;208', { foreground: { kind: 'fixed', css: '#ff8700' } }],
    ['48;5;244', { background: { kind: 'fixed', css: '#808080' } }],
    ['38;2;1;20;255', { foreground: { kind: 'fixed', css: '#0114ff' } }],
    ['1;3;4;7', { bold: true, italic: true, underline: true, inverse: true }]
  ])('reads %s', (codes, expected) => {
    expect(applyColourCodes(NO_STYLE, codes)).toEqual({ ...NO_STYLE, ...expected });
  });

  it.each(['', '0', '1;31;0', '1;22', '31;39', '3;23', '4;24', '7;27', '41;49', '58', '38;5;999', '38;2;1;2'])(
    'leaves nothing on after %j',
    codes => {
      expect(applyColourCodes(NO_STYLE, codes)).toEqual(NO_STYLE);
    }
  );

  it('goes on after a colour of many codes', () => {
    expect(applyColourCodes(NO_STYLE, '38;5;208;1').bold).toBe(true);
  });

  it('never makes anything but a colour of six digits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 12 }), codes => {
        const { foreground, background } = applyColourCodes(NO_STYLE, codes.join(';'));
        for (const colour of [foreground, background]) {
          if (colour?.kind === 'fixed') {
            expect(colour.css).toMatch(/^#[0-9a-f]{6}$/);
          }
        }
      })
    );
  });
});
