import { describe, expect, it } from 'vitest';
import { lastState, plainText } from './plain-text';

describe('the plain text of a line', () => {
  it.each([
    ['plain', 'plain'],
    ['thres\u001b[1mhold\u001b[0m', 'threshold'],
    ['\u001b]0;title\u0007shown', 'shown'],
    ['a\tb\u0000c\u009bd', 'a\tbcd']
  ])('of %j is %j', (line, plain) => expect(plainText(line)).toBe(plain));
});

describe('the last state of a line', () => {
  it.each([
    ['', ''],
    ['plain', 'plain'],
    ['plain\r', 'plain'],
    [' 10%\r 20%', ' 20%'],
    [' 10%\r 20%\r\r', ' 20%'],
    ['\r\r\r', '']
  ])('of %j is %j', (line, state) => expect(lastState(line)).toBe(state));
});
