import { describe, expect, it } from 'vitest';
import { colourCarry } from './terminal-text';

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
