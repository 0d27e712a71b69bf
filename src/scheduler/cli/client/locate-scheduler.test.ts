import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateScheduler, type ConnectionOptions } from './locate-scheduler';
import { defaultStateDirectory } from './state-directory';

const token = 't'.repeat(32);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-locate-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function writeAddress(text: string, mode = 0o600): void {
  mkdirSync(join(folder, 'peach-lab'), { recursive: true });
  const file = join(folder, 'peach-lab', 'scheduler.json');
  writeFileSync(file, text);
  chmodSync(file, mode);
}

function locate(options: Partial<ConnectionOptions>, environment: Record<string, string> = { XDG_STATE_HOME: folder }) {
  return locateScheduler({ state: null, url: null, 'token-env': null, ...options }, { environment, cwd: folder });
}

const address = JSON.stringify({ pid: 1, url: 'http://127.0.0.1:5', token, version: '1', started_at: '2026-03-02T12:00:00.000Z' });

describe('locateScheduler', () => {
  it('reads the address of the default state directory, of another, or of one beside the current folder', () => {
    writeAddress(address);

    for (const options of [{}, { state: join(folder, 'peach-lab') }, { state: 'peach-lab' }]) {
      expect(locate(options)).toMatchObject({ ok: true, value: { url: 'http://127.0.0.1:5', token } });
    }
  });

  it.each([0o644, 0o640, 0o606, 0o620])('does not trust a file of mode %o', mode => {
    writeAddress(address, mode);

    expect(locate({})).toMatchObject({ ok: false, failure: { exit: 3, message: expect.stringContaining('chmod 600') as string } });
  });

  it.each(['', '{', '{}', address.replace(token, 'short'), '[]'])('refuses the file %j', text => {
    writeAddress(text);

    expect(locate({})).toMatchObject({
      ok: false,
      failure: { exit: 3, message: expect.stringContaining('is not the address of a scheduler') as string }
    });
  });

  it('takes an address and the secret of a variable, without a slash at the end', () => {
    const found = locate({ url: 'https://peach.example/base/', 'token-env': 'T' }, { T: 'secret' });

    expect(found).toMatchObject({ ok: true, value: { url: 'https://peach.example/base', token: 'secret' } });
  });
});

describe('defaultStateDirectory', () => {
  it.each([
    [{ XDG_STATE_HOME: '/x/state', HOME: '/h' }, '/x/state/peach-lab'],
    [{ XDG_STATE_HOME: 'relative', HOME: '/h' }, '/h/.local/state/peach-lab'],
    [{ XDG_STATE_HOME: '', HOME: '/h' }, '/h/.local/state/peach-lab'],
    [{ HOME: '/h' }, '/h/.local/state/peach-lab']
  ])('follows %j', (environment, directory) => {
    expect(defaultStateDirectory(environment)).toBe(directory);
  });
});
