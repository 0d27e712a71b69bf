import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeLogFrame, encodeLogFrame, formatTopic, LOG_FRAME_HEADER_BYTES, parseTopic } from './events';

const UUID = '0190a0b0-0000-7000-8000-000000000001';

describe('a topic', () => {
  it.each(['organisations', 'tasks:debr', `task:${UUID}`, `trial:${UUID}`, `log:${UUID}@0`, `log:${UUID}@123456789`])(
    '%s is the text of what it names',
    text => {
      const topic = parseTopic(text);

      expect(topic).not.toBeNull();
      expect(topic === null ? '' : formatTopic(topic)).toBe(text);
    }
  );

  it.each([
    '',
    'organisations:',
    'tasks:',
    'tasks:metadata',
    'tasks:DEBR',
    'task:1',
    'trial:1',
    `log:${UUID}`,
    `log:${UUID}@-1`,
    `log:${UUID}@1@2`,
    `jobs:${UUID}`
  ])('%j names nothing', text => {
    expect(parseTopic(text)).toBeNull();
  });
});

describe('a log frame', () => {
  it('comes out as it went in', () => {
    const frames = fc.record({
      subscription: fc.integer({ min: 0, max: 0xffffffff }),
      offset: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      bytes: fc.uint8Array({ maxLength: 100 })
    });
    fc.assert(
      fc.property(frames, frame => {
        expect(decodeLogFrame(encodeLogFrame(frame))).toEqual(frame);
      })
    );
  });

  it('is found in the middle of a larger buffer', () => {
    const message = encodeLogFrame({ subscription: 7, offset: 1, bytes: new Uint8Array([1, 2]) });
    const larger = new Uint8Array([9, 9, ...message]);

    expect(decodeLogFrame(larger.subarray(2))).toEqual({ subscription: 7, offset: 1, bytes: new Uint8Array([1, 2]) });
  });

  it('is none where the message is too short', () => {
    expect(decodeLogFrame(new Uint8Array(LOG_FRAME_HEADER_BYTES - 1))).toBeNull();
  });
});
