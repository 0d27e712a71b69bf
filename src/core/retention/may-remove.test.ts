import { describe, expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import { mayRemoveLog, mayRemoveRun, type OldRun } from './may-remove';

const ENDED: OldRun = { id: 'r1' as RunId, status: 'FAILURE', endedAt: 1000 };
const FREE = { isProtected: false, isRead: false };

describe('a run that is one too many', () => {
  it('goes when it has ended', () => {
    expect(mayRemoveRun(ENDED, FREE)).toBe(true);
  });

  it.each(['QUEUED', 'RUNNING'] as const)('stays while it is %s', status => {
    expect(mayRemoveRun({ ...ENDED, status, endedAt: null }, FREE)).toBe(false);
  });

  it('stays where it is protected, or its log is being read', () => {
    expect(mayRemoveRun(ENDED, { ...FREE, isProtected: true })).toBe(false);
    expect(mayRemoveRun(ENDED, { ...FREE, isRead: true })).toBe(false);
  });
});

describe('a log', () => {
  it('goes when its run ended longer ago than logs are kept', () => {
    expect(mayRemoveLog(ENDED, { ...FREE, endedBefore: 1001 })).toBe(true);
    expect(mayRemoveLog(ENDED, { ...FREE, endedBefore: 1000 })).toBe(false);
  });

  it('stays where its run stays, and where nobody knows when it ended', () => {
    expect(mayRemoveLog(ENDED, { ...FREE, isProtected: true, endedBefore: 2000 })).toBe(false);
    expect(mayRemoveLog({ ...ENDED, endedAt: null }, { ...FREE, endedBefore: 2000 })).toBe(false);
  });
});
