import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOG_BLOCK_BYTES } from '../../../protocol/log-lines';
import { fakeRun, runId } from '../test-support/fake-data';
import { startTestApi, type TestApi } from '../test-support/test-api';

let api: TestApi;
const path = `/api/runs/${runId(1)}/log`;

beforeEach(async () => {
  api = await startTestApi();
  api.scheduler.runs = [fakeRun(1)];
  api.scheduler.logs.append(runId(1), `${'x'.repeat(LOG_BLOCK_BYTES)}\none Two\ntwo\n`);
});

afterEach(() => api.close());

async function answer(query: string): Promise<{ readonly status: number; readonly body: unknown }> {
  const response = await api.fetch(path + query);
  return { status: response.status, body: await response.json() };
}

describe('GET /api/runs/{id}/log/lines', () => {
  it('counts the lines of each block, of the whole log or the bytes before one', async () => {
    const size = LOG_BLOCK_BYTES + 13;
    expect(await answer('/lines')).toEqual({
      status: 200,
      body: { size, block_bytes: LOG_BLOCK_BYTES, lines: [1, 3], begins: true, gap: null }
    });
    expect((await answer(`/lines?to=${LOG_BLOCK_BYTES}`)).body).toMatchObject({ size, lines: [1], begins: true });
  });

  it('refuses a run that it does not know', async () => {
    expect((await api.fetch(`/api/runs/${runId(7)}/log/lines`)).status).toBe(404);
  });
});

describe('GET /api/runs/{id}/log/times', () => {
  it('tells when the bytes of a part came, and what was dropped', async () => {
    api.scheduler.logs.drop(runId(1), 5, 9);
    expect(await answer('/times?from=20&to=40')).toEqual({
      status: 200,
      body: { entries: [{ offset: 20, time: 1_772_452_800_000, stream: 'stdout' }], gap: { from: 5, to: 9, limit: 1024 } }
    });
  });

  it('has to know which', async () => {
    expect((await answer('/times?from=20')).status).toBe(400);
  });
});

describe('GET /api/runs/{id}/log/search', () => {
  const begin = LOG_BLOCK_BYTES + 1;

  it('tells the lines in which a text stands, whatever the case', async () => {
    expect((await answer('/search?text=TWO')).body).toEqual({
      matches: [
        { offset: begin, line: 1, nth: 0 },
        { offset: begin + 8, line: 2, nth: 0 }
      ],
      next: begin + 12,
      more: false
    });
  });

  it('minds the case, begins later and ends earlier where that is asked for', async () => {
    expect((await answer('/search?text=Two&match_case=1')).body).toMatchObject({ matches: [{ offset: begin }] });
    expect((await answer(`/search?text=two&from=${begin + 8}`)).body).toMatchObject({ matches: [{ offset: begin + 8 }] });
    expect((await answer('/search?text=two&limit=1')).body).toMatchObject({ matches: [{ offset: begin }], next: begin + 8, more: true });
  });

  it('refuses to look for nothing, and for more than a line can have', async () => {
    expect((await answer('/search?text=')).status).toBe(400);
    expect((await answer(`/search?text=${'x'.repeat(1001)}`)).status).toBe(400);
  });

  it('stops reading when whoever asked is gone', async () => {
    const { logs } = api.scheduler;
    logs.append(runId(1), Buffer.alloc(32 * 1024 * 1024, `${'a'.repeat(1023)}\n`));
    const read = logs.read.bind(logs);
    const began = Promise.withResolvers<void>();
    let reads = 0;
    logs.read = async (...wanted) => {
      reads += 1;
      began.resolve();
      await new Promise(resolve => setTimeout(resolve, 1));
      return read(...wanted);
    };
    const gone = new AbortController();
    const search = api.fetch(`${path}/search?text=b`, { signal: gone.signal });
    await began.promise;
    gone.abort();
    await expect(search).rejects.toThrow();
    await expect
      .poll(async () => {
        const before = reads;
        await new Promise(resolve => setTimeout(resolve, 100));
        return reads === before;
      })
      .toBe(true);
    expect(reads).toBeLessThan(100);
  });
});
