import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fakeRun, runId } from '../test-support/fake-data';
import { startTestApi, TEST_TOKEN, type TestApi } from '../test-support/test-api';

let api: TestApi;
const path = `/api/runs/${runId(1)}/log`;

beforeEach(async () => {
  api = await startTestApi();
  api.scheduler.runs = [fakeRun(1)];
});

afterEach(() => api.close());

async function bytesOf(answer: Response): Promise<Buffer> {
  return Buffer.from(await answer.arrayBuffer());
}

describe('GET /api/runs/{id}/log', () => {
  it('gives every byte as it is, as text that no browser takes for anything else', async () => {
    const bytes = Buffer.from([0, 255, 27, 10, 13, 60, 128]);
    api.scheduler.logs.append(runId(1), bytes);

    const answer = await api.fetch(path);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-disposition')).toBeNull();
    expect(await bytesOf(answer)).toEqual(bytes);
  });

  it('gives an empty log of a run that wrote nothing', async () => {
    const answer = await api.fetch(path);

    expect(answer.headers.get('content-length')).toBe('0');
    expect(await bytesOf(answer)).toEqual(Buffer.alloc(0));
  });

  it('gives a range with where it stands', async () => {
    api.scheduler.logs.append(runId(1), '0123456789');

    const answer = await api.fetch(path, { headers: { range: 'bytes=2-4' } });

    expect(answer.status).toBe(206);
    expect(answer.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(answer.headers.get('content-length')).toBe('3');
    expect(answer.headers.get('peach-log-offset')).toBe('2');
    expect(String(await bytesOf(answer))).toBe('234');
  });

  it('gives the last bytes', async () => {
    api.scheduler.logs.append(runId(1), '0123456789');

    expect(String(await bytesOf(await api.fetch(path, { headers: { range: 'bytes=-3' } })))).toBe('789');
  });

  it('answers 416 with the size for a range beyond the end', async () => {
    api.scheduler.logs.append(runId(1), '0123456789');

    const answer = await api.fetch(path, { headers: { range: 'bytes=10-' } });

    expect(answer.status).toBe(416);
    expect(answer.headers.get('content-range')).toBe('bytes */10');
    expect(await answer.json()).toMatchObject({ error: { code: 'range_not_satisfiable', details: { size: 10 } } });
  });

  it('gives the whole where the range depends on a validator that it does not have', async () => {
    api.scheduler.logs.append(runId(1), '0123456789');

    const answer = await api.fetch(path, { headers: { range: 'bytes=2-4', 'if-range': '"x"' } });

    expect(answer.status).toBe(200);
  });

  it('gives the last lines and says where they begin', async () => {
    api.scheduler.logs.append(runId(1), 'one\ntwo\nthree\n');

    const answer = await api.fetch(`${path}?tail=2`);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('peach-log-offset')).toBe('4');
    expect(await answer.text()).toBe('two\nthree\n');
  });

  it('gives no line where none is asked for', async () => {
    api.scheduler.logs.append(runId(1), 'one\n');

    expect(await (await api.fetch(`${path}?tail=0`)).text()).toBe('');
  });

  it('is a file to save where that is asked for', async () => {
    const answer = await api.fetch(`${path}?download=1`);

    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${runId(1)}.log"`);
  });

  it('gives as much as there was when it was asked, while the run writes on', async () => {
    const { logs } = api.scheduler;
    const first = Buffer.alloc(3 * 1024 * 1024, 'a');
    logs.append(runId(1), first);

    const answer = await api.fetch(path);
    logs.append(runId(1), 'more');

    expect(answer.headers.get('content-length')).toBe(String(first.length));
    expect((await bytesOf(answer)).equals(first)).toBe(true);
  });

  it('reads no further ahead than a slow client takes', async () => {
    const { logs } = api.scheduler;
    logs.append(runId(1), Buffer.alloc(64 * 1024 * 1024, 'a'));
    const read = logs.read.bind(logs);
    let reached = 0;
    logs.read = (run, from, to) => {
      reached = to;
      return read(run, from, to);
    };
    const socket = connect(api.port, '127.0.0.1');
    socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost:${api.port}\r\nAuthorization: Bearer ${TEST_TOKEN}\r\n\r\n`);
    await new Promise(resolve => socket.once('data', resolve));
    socket.pause();

    // The other requests are answered meanwhile; a hundred round trips give the server every chance to read on.
    for (let request = 0; request < 100; request += 1) {
      await (await api.fetch('/api/health')).text();
    }

    expect(reached).toBeLessThan(32 * 1024 * 1024);
    socket.destroy();
  });

  it('breaks the connection off where the log became shorter than was promised', async () => {
    const { logs } = api.scheduler;
    logs.append(runId(1), '0123456789');
    logs.read = (_run, from) => Promise.resolve(Buffer.from(from === 0 ? '01234' : ''));

    const answer = await api.fetch(path);

    await expect(answer.text()).rejects.toThrow();
  });
});
