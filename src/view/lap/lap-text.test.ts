import { describe, expect, it } from 'vitest';
import { SAMPLE_NOW, sampleOrganisation } from '../../client/test-support/samples';
import { lapText, loopText, nextLapText } from './lap-text';

const frame = { now: SAMPLE_NOW, timeZone: 'UTC' };
const { loop } = sampleOrganisation();
const waiting = {
  ...loop,
  running: null,
  next_lap_at: '2026-11-20T14:06:00.000Z',
  queue: 0,
  oldest_due: null,
  shares: loop.shares.map(share => ({ ...share, done: true }))
};

describe('the words of a lap', () => {
  it('have its time so far and its expected end', () => {
    expect(lapText(loop, frame)).toEqual({ title: 'Lap 412', progress: '2 min 12 s, expected end ≈ 14:06:54', lastLap: '4 min' });
  });

  it('expect no end that is past', () => {
    expect(lapText({ ...loop, last_lap_duration: 60 }, frame).progress).toBe('2 min 12 s');
  });

  it('say when all of it is done', () => {
    expect(lapText(waiting, frame).progress).toBe('done');
  });

  it('say when there was none', () => {
    expect(lapText({ ...loop, lap: 0, started_at: null, last_lap_duration: null }, frame)).toEqual({
      title: 'No lap yet',
      progress: '',
      lastLap: null
    });
  });
});

describe('the words of a loop', () => {
  it.each([
    [loop, 'Loop running, lap 412'],
    [waiting, 'Loop waits, next lap at 14:06:00'],
    [{ ...waiting, next_lap_at: null }, 'Loop waits, lap 412 is done'],
    [{ ...loop, paused: true }, 'Loop paused'],
    [{ ...loop, lap: 0 }, 'Loop begins with its first task'],
    [{ ...waiting, shares: [], lap: 0, next_lap_at: null }, 'Loop waits until something is due']
  ])('%#: say whether it runs', (input, text) => {
    expect(loopText(input, frame)).toBe(text);
  });
});

describe('the next lap', () => {
  it('is expected at the whole minute after the end of this one', () => {
    expect(nextLapText(loop, frame)).toBe('≈ 14:07');
  });

  it('is when the loop says so', () => {
    expect(nextLapText(waiting, frame)).toBe('≈ 14:06');
  });

  it('is not known before the first full lap', () => {
    expect(nextLapText({ ...loop, last_lap_duration: null }, frame)).toBeNull();
  });
});
