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

  describe('of which the middle was dropped', () => {
    beforeEach(() => {
      api.scheduler.logs.append(runId(1), `head\n${'x'.repeat(2048)}tail\n`);
      api.scheduler.logs.drop(runId(1), 5, 2053);
    });

    it('says so in its place', async () => {
      const answer = await api.fetch(path);

      expect(answer.headers.get('peach-log-dropped')).toBe('5-2052');
      expect(answer.headers.get('content-length')).toBeNull();
      expect(await answer.text()).toBe('head\n… 2 KiB of this log were dropped here: it is over its limit of 1 KiB …\ntail\n');
    });

    it('says so on a line of its own, and of a run that goes on too', async () => {
      api.scheduler.runs = [fakeRun(1, { status: 'RUNNING', ended_at: null })];
      api.scheduler.logs.drop(runId(1), 4, 2055);

      expect(await (await api.fetch(path)).text()).toBe(
        'head\n… 2 KiB of this log were dropped here: it is over its limit of 1 KiB …\nil\n'
      );
    });

    it.each([
      ['bytes=2-3000', '2-4/2058', 'ad\n'],
      ['bytes=5-', '2053-2057/2058', 'tail\n'],
      ['bytes=100-2054', '2053-2054/2058', 'ta'],
      ['bytes=-2', '2056-2057/2058', 'l\n']
    ])('gives of the range %s what is there: %s', async (range, place, text) => {
      const answer = await api.fetch(path, { headers: { range } });

      expect(answer.status).toBe(206);
      expect(answer.headers.get('content-range')).toBe(`bytes ${place}`);
      expect(answer.headers.get('peach-log-offset')).toBe(place.split('-')[0]);
      expect(answer.headers.get('peach-log-dropped')).toBe('5-2052');
      expect(await answer.text()).toBe(text);
    });

    it('answers 416 for a range that was dropped whole', async () => {
      const answer = await api.fetch(path, { headers: { range: 'bytes=7-80' } });

      expect(answer.status).toBe(416);
      expect(await answer.json()).toMatchObject({
        error: { message: 'bytes 5 to 2052 of the log were dropped: it is over its limit of 1 KiB', details: { size: 2058 } }
      });
    });

    it('gives the last lines with their length where the gap is before them', async () => {
      const answer = await api.fetch(`${path}?tail=1`);

      expect(answer.headers.get('content-length')).toBe('5');
      expect(await answer.text()).toBe('tail\n');
    });
  });

  it('breaks a range off that is dropped while it is sent', async () => {
    const { logs } = api.scheduler;
    logs.append(runId(1), Buffer.alloc(3 * 1024 * 1024, 'a'));
    const read = logs.read.bind(logs);
    logs.read = (run, from, to) => {
      logs.drop(run, 100, 2 * 1024 * 1024);
      return read(run, from, to);
    };

    const answer = await api.fetch(path, { headers: { range: 'bytes=0-1000000' } });

    await expect(answer.text()).rejects.toThrow();
  });

  it('breaks the connection off where the log became shorter than was promised', async () => {
    const { logs } = api.scheduler;
    logs.append(runId(1), '0123456789');
    logs.read = (_run, offset) => Promise.resolve({ offset, bytes: Buffer.from(offset === 0 ? '01234' : '') });

    const answer = await api.fetch(path);

    await expect(answer.text()).rejects.toThrow();
  });
});
