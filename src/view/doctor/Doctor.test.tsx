// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { DoctorCheck } from '../../protocol/doctor';
import { Doctor, type DoctorProps } from './Doctor';

afterEach(cleanup);

const NOW = Date.parse('2026-11-20T14:05:06.000Z');
const GIT: DoctorCheck = { name: 'git', half: 'scheduler', state: 'ok', found: '2.39.5', remedy: null };
const REMEDY = 'run `chmod 700 /state`, then `peach shutdown`';
const STATE: DoctorCheck = {
  name: 'state directory',
  half: 'scheduler',
  state: 'problem',
  found: 'others may write in /state',
  remedy: REMEDY
};

const clock = () => NOW;

function show(changes: Partial<DoctorProps>) {
  const props: DoctorProps = {
    looking: false,
    look: { report: { checks: [GIT, STATE] }, at: NOW - 60_000 },
    failure: null,
    lookAgain: vi.fn(),
    copy: vi.fn(),
    clock,
    timeZone: 'UTC',
    ...changes
  };
  render(<Doctor {...props} />);
  return props;
}

describe('Doctor', () => {
  it('says that it is looking before the first report', () => {
    show({ looking: true, look: null });
    expect(screen.getByText('Looking at both halves…')).toBeTruthy();
    expect(screen.queryByRole('button')).toBeNull();
  });

  it('says why there is no report, and looks again', () => {
    const { lookAgain } = show({ look: null, failure: 'Node is missing; run `pip install`' });
    expect(screen.getByText(/Node is missing/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Look again' }));
    expect(lookAgain).toHaveBeenCalledTimes(1);
  });

  it('lists what is wrong first, with its remedy, and when it was found', () => {
    show({});
    const [first, second] = screen.getAllByRole('listitem');
    expect(first?.textContent).toBe(
      'ProblemScheduler: state directoryothers may write in /stateRun chmod 700 /state, then peach shutdown.'
    );
    expect(within(first!).getByRole('img', { name: 'Problem' })).toBeTruthy();
    expect(second?.textContent).toBe('In ordergit2.39.5');
    expect(screen.getByRole('status').textContent).toBe('1 problem');
    expect(screen.getByText('Looked at 14:04:06')).toBeTruthy();
  });

  it('copies each command of a remedy, and says so', () => {
    const { copy } = show({});
    fireEvent.click(screen.getByRole('button', { name: 'Copy peach shutdown' }));
    expect(copy).toHaveBeenCalledWith('peach shutdown');
    expect(screen.getByRole('button', { name: 'Copied peach shutdown' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Copy chmod 700 /state' })).toBeTruthy();
  });

  it('says that everything is in order', () => {
    show({ look: { report: { checks: [GIT] }, at: NOW } });
    expect(screen.getByRole('status').textContent).toBe('Everything is in order');
  });

  it('looks again at a press, once', () => {
    const { lookAgain } = show({});
    fireEvent.click(screen.getByRole('button', { name: 'Look again' }));
    expect(lookAgain).toHaveBeenCalledTimes(1);
  });

  it('keeps the last report while it looks', () => {
    const { lookAgain } = show({ looking: true });
    const button = screen.getByRole('button', { name: 'Look again' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button);
    expect(lookAgain).not.toHaveBeenCalled();
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });

  it('keeps the last report where the next look failed, and says so', () => {
    show({ failure: 'It was given up after 90 s.' });
    expect(screen.getByRole('alert').textContent).toContain('It was given up after 90 s.');
    expect(screen.getAllByRole('listitem')).toHaveLength(2);
  });
});
