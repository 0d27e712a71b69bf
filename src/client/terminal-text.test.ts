import { describe, expect, it } from 'vitest';
import { colourCarry, startOfLastState } from './terminal-text';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('startOfLastState', () => {
  it.each([
    ['', 0],
    ['plain', 0],
    ['10%\r20%', 4],
    ['10%\r20%\r', 4],
    ['\r\r\r', 0]
  ])('of %j is %i', (text, start) => {
    expect(startOfLastState(bytes(text))).toBe(start);
  });
});

describe('colourCarry', () => {
  it('is what is still on at the end', () => {
    expect(colourCarry('\u001b[1m\u001b[31mred')).toBe('\u001b[1m\u001b[31m');
  });

  it.each(['plain', '\u001b[31mred\u001b[0m', '\u001b[31mred\u001b[m', '\u001b[2K'])('of %j is nothing', text => {
    expect(colourCarry(text)).toBe('');
  });

  it('gives up colours that nobody ends', () => {
    expect(colourCarry('\u001b[31m'.repeat(100))).toBe('');
  });
});
