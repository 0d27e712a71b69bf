// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TaskCounts, type TaskCountsProps } from './TaskCounts';

afterEach(cleanup);

const NOW = Date.parse('2026-11-20T14:05:06.000Z');
const COUNTS = { running: 2, failed: 3, invalid: 1, all: 1234 };

function show(changes: Partial<TaskCountsProps>) {
  const onPress = vi.fn();
  const frame = { now: NOW, timeZone: 'UTC' };
  render(<TaskCounts counts={COUNTS} connection={{ kind: 'live' }} scheduler={null} frame={frame} onPress={onPress} {...changes} />);
  return { button: screen.queryByRole('button'), onPress };
}

describe('TaskCounts', () => {
  it('says how many run, have failed and are invalid, and opens on a click', () => {
    const { button, onPress } = show({});
    expect(button?.textContent).toBe('2 running3 failed1 invalid');
    expect(button?.getAttribute('aria-label')).toBe('Tasks: 2 running, 3 failed, 1 invalid');
    expect(button?.title).toContain('Of 1,234 tasks, 2 run now, 3 failed at the last execution, 1 has a wrong definition.');
    fireEvent.click(button!);
    expect(onPress).toHaveBeenCalledTimes(1);
  });

  it('leaves out what is 0', () => {
    expect(show({ counts: { ...COUNTS, running: 0, invalid: 0 } }).button?.textContent).toBe('3 failed');
  });

  it('says where nothing is wrong', () => {
    expect(show({ counts: { running: 0, failed: 0, invalid: 0, all: 1 } }).button?.textContent).toBe('No failures');
  });

  it('is not there without tasks, or before they are known', () => {
    expect(show({ counts: { running: 0, failed: 0, invalid: 0, all: 0 } }).button).toBeNull();
    expect(show({ counts: null, connection: { kind: 'connecting' } }).button).toBeNull();
  });

  it('turns grey with the reason once the connection is lost', () => {
    const { button } = show({
      connection: { kind: 'reconnecting', since: NOW },
      scheduler: { state: 'stopped', reason: 'The scheduler is not running. It was shut down.' }
    });
    expect(button?.className).toContain('jp-peach-mod-stale');
    expect(button?.title).toMatch(/^The scheduler is not running. It was shut down. State of 14:05:06.\n/);
    expect(button?.getAttribute('aria-label')).toMatch(/No connection.$/);
    expect(button?.querySelector('.jp-peach-mod-turning')).toBeNull();
  });

  it('says who does not answer, also where nothing was ever known', () => {
    const connection = { kind: 'disconnected', since: NOW, nextAttempt: null } as const;
    expect(show({ counts: null, connection }).button?.textContent).toBe('No connection');
    expect(screen.getByRole('button').title).toContain('No connection since 14:05:06: the Jupyter server does not answer.');
  });
});
