import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import type { LogIndexEntry } from '../../protocol/run-folder';
import { createIndexReader, type IndexReader } from './index-reader';
import { makeTestRuns, type TestRuns } from './test-support/write-log';

const RUN = '01890000-0000-7000-8000-000000000000' as RunId;
let runs: TestRuns;
let index: IndexReader;
const at = (line: number): LogIndexEntry => ({ offset: line * 10, time: line + 1, stream: 'stdout' });

/** A hundred lines of ten bytes, each with an entry of its own. */
beforeEach(() => {
  runs = makeTestRuns();
  for (let line = 0; line < 100; line += 1) {
    runs.write(RUN, 'ten bytes\n', { time: line + 1, stream: 'stdout' });
  }
  index = createIndexReader(join(runs.directory, RUN));
});

afterEach(() => runs.remove());

describe('the entries of some bytes', () => {
  it('are those that begin in them, and the one that the first byte falls under', async () => {
    expect(await index.covering(25, 45, null)).toEqual([at(2), at(3), at(4)]);
  });

  it('are the same for whoever goes on there, searches, or goes back', async () => {
    await index.covering(0, 45, null);
    const onwards = await index.covering(45, 60, null);

    expect(onwards).toEqual([at(4), at(5)]);
    expect(await createIndexReader(join(runs.directory, RUN)).covering(45, 60, null)).toEqual(onwards);
    expect(await index.covering(10, 20, null)).toEqual([at(1)]);
  });

  it('are never taken from what was dropped since the bytes were read', async () => {
    runs.drop(RUN, { from: 100, to: 900, entryFrom: 10, entryTo: 90 });

    expect(await index.covering(50, 100, null)).toEqual([at(5), at(6), at(7), at(8), at(9)]);
    expect(await index.covering(900, 920, null)).toEqual([at(90), at(91)]);
    expect((await index.covering(500, 520, null)).every(entry => entry.time > 0)).toBe(true);
  });

  it('are never taken from what was dropped since the bytes before were read', async () => {
    await index.covering(0, 500, null);
    runs.drop(RUN, { from: 100, to: 900, entryFrom: 10, entryTo: 90 });

    expect((await index.covering(500, 520, null)).every(entry => entry.time > 0)).toBe(true);
  });

  it('are none where there is no index', async () => {
    expect(await createIndexReader(join(runs.directory, 'nobody')).covering(0, 10, null)).toEqual([]);
  });
});
