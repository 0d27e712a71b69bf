import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeRun, runId } from '../api/test-support/fake-data';
import { startTestApi, TEST_TOKEN, type TestApi } from '../api/test-support/test-api';
import { TestCli } from './test-support/test-cli';

let folder: string;
let bundle: string;
let api: TestApi;
let cli: TestCli;

beforeAll(() => {
  vi.stubEnv('PEACH_STATE_DIR', '');
  folder = mkdtempSync(join(tmpdir(), 'peach-process-'));
  bundle = join(folder, 'main.cjs');
  buildSync({
    entryPoints: [join(import.meta.dirname, '..', 'main.ts')],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    define: { __PEACH_VERSION__: '"9.8.7"' },
    external: ['bufferutil', 'utf-8-validate'],
    logLevel: 'error'
  });
});

afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

beforeEach(async () => {
  api = await startTestApi();
  cli = new TestCli();
  cli.writeAddress(api.url, TEST_TOKEN);
});

afterEach(async () => {
  await api.close();
  cli.remove();
});

type Ended = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs the real program; `bytes`: its output is closed after so many. */
function peach(argv: readonly string[], bytes = Infinity): { readonly ended: Promise<Ended>; readonly interrupt: () => void } {
  const child = spawn(process.execPath, [bundle, ...argv], { env: { ...process.env, XDG_STATE_HOME: cli.home } });
  const kept = { stdout: '', stderr: '' };
  child.stdout.on('data', (data: Buffer) => {
    kept.stdout += String(data);
    if (kept.stdout.length >= bytes) {
      child.stdout.destroy();
    }
  });
  child.stderr.on('data', (data: Buffer) => {
    kept.stderr += String(data);
  });
  const ended = new Promise<Ended>(resolve => child.on('close', code => resolve({ code, stdout: kept.stdout, stderr: kept.stderr })));
  return { ended, interrupt: () => void child.kill('SIGINT') };
}

describe('the program', () => {
  it('prints its version', async () => {
    expect(await peach(['version']).ended).toEqual({ code: 0, stdout: '9.8.7\n', stderr: '' });
  });

  it('ends with 2 for wrong usage and with 3 without a scheduler', async () => {
    expect(await peach(['rnus']).ended).toMatchObject({ code: 2, stdout: '' });
    expect(await peach(['tasks', '--state', '/nonexistent']).ended).toMatchObject({ code: 3, stdout: '' });
  });

  it('prints a large log whole, also into a slow pipe', async () => {
    const line = `${'x'.repeat(99)}\n`;
    api.scheduler.runs = [fakeRun(1)];
    api.scheduler.logs.append(runId(1), line.repeat(50_000));

    const { code, stdout } = await peach(['logs', runId(1)]).ended;

    expect(code).toBe(0);
    expect(stdout.length).toBe(5_000_000);
  });

  it('ends quietly when its reader goes, as with head', async () => {
    api.scheduler.runs = [fakeRun(1)];
    api.scheduler.logs.append(runId(1), Buffer.alloc(20_000_000, 'x'));

    expect(await peach(['logs', runId(1)], 10).ended).toMatchObject({ code: 0, stderr: '' });
  });

  it('stops following at Ctrl-C', async () => {
    api.scheduler.runs = [fakeRun(1, { status: 'RUNNING' })];
    const { ended, interrupt } = peach(['logs', '-f', runId(1)]);
    while (api.scheduler.logs.following === 0) {
      await new Promise(resolve => setImmediate(resolve));
    }

    interrupt();

    expect(await ended).toMatchObject({ code: 130, stderr: '' });
  });
});
