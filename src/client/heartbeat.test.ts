import { describe, expect, it, vi } from 'vitest';
import { createHeartbeat } from './heartbeat';
import { FakeTimers } from './test-support/fake-timers';

function beating() {
  const timers = new FakeTimers();
  const ask = vi.fn();
  const dead = vi.fn();
  const heartbeat = createHeartbeat({ timers, ask, dead });
  heartbeat.begin();
  return { timers, ask, dead, heartbeat };
}

describe('a heartbeat', () => {
  it('asks nothing while something comes', () => {
    const { timers, ask, heartbeat } = beating();
    for (let second = 0; second < 60; second += 5) {
      timers.advance(5000);
      heartbeat.heard();
    }
    expect(ask).not.toHaveBeenCalled();
  });

  it('asks after a silence, and is content with an answer', () => {
    const { timers, ask, dead, heartbeat } = beating();
    timers.advance(15_000);
    expect(ask).toHaveBeenCalledTimes(1);
    heartbeat.heard();
    timers.advance(14_000);
    expect(dead).not.toHaveBeenCalled();
  });

  it('takes the connection for dead where no answer comes', () => {
    const { timers, dead } = beating();
    timers.advance(40_000);
    expect(dead).not.toHaveBeenCalled();
    timers.advance(5000);
    expect(dead).toHaveBeenCalledTimes(1);
  });

  it('waits a shorter time where there is suspicion', () => {
    const { timers, ask, dead, heartbeat } = beating();
    heartbeat.suspect();
    expect(ask).toHaveBeenCalledTimes(1);
    timers.advance(10_000);
    expect(dead).toHaveBeenCalledTimes(1);
  });

  it('is suspicious after a sleep, in which no time counts as an answer that did not come', () => {
    const { timers, ask, dead } = beating();
    timers.advance(15_000);
    timers.sleep(3_600_000);
    timers.advance(2500);
    expect(dead).not.toHaveBeenCalled();
    expect(ask).toHaveBeenCalledTimes(2);
    timers.advance(10_000);
    expect(dead).toHaveBeenCalledTimes(1);
  });

  it('leaves no timer when it ends, and suspects nothing then', () => {
    const { timers, ask, heartbeat } = beating();
    heartbeat.end();
    heartbeat.suspect();
    expect(ask).not.toHaveBeenCalled();
    expect(timers.pending).toBe(0);
  });
});
