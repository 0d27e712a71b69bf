import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
  chmodSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Outcome } from '../../protocol/errors';
import type { EnvironmentRequest, IEnvironments } from '../ports';
import { createEnvironments } from './create-environments';

const venv = join(import.meta.dirname, '../../../.venv/bin');
const uv = process.env.PEACH_UV ?? join(venv, 'uv');
const python = join(venv, 'python');
const never = new AbortController().signal;
const PACKAGES: EnvironmentRequest = { requirements: ['six==1.16.0', 'idna'], python: null };
const NOTHING: EnvironmentRequest = { requirements: [], python: null };

let directory: string;
let environments: IEnvironments;

beforeEach(() => {
  directory = join(mkdtempSync(join(tmpdir(), 'peach-environments-')), 'environments');
  environments = create();
});

afterEach(async () => {
  vi.unstubAllEnvs();
  // The compiler in the background makes folders anew that are removed under it.
  await vi.waitFor(() => expect(commandLines().filter(line => line.includes(directory))).toEqual([]), 30_000);
  rmSync(join(directory, '..'), { recursive: true, force: true, maxRetries: 5 });
});

function create(changed: { readonly uv?: string | null; readonly python?: string } = {}): IEnvironments {
  const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const clock = { now: () => 1234, monotonic: () => 1234, uptime: () => 1234, sleep: () => Promise.resolve() };
  return createEnvironments({ directory, uv, python, logger, clock, ...changed });
}

function valueOf<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) {
    throw new Error(outcome.refusal.message);
  }
  return outcome.value;
}

function run(interpreter: string, code: string): string {
  return execFileSync(interpreter, ['-c', code], { encoding: 'utf8' }).trim();
}

function commandLines(): readonly string[] {
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  return pids.map(pid => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  });
}

/** What has ended but was not yet asked for by its parent is dead too. */
function isAlive(pid: string): boolean {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z';
  return !stat.includes(') Z');
}

describe('an environment', () => {
  it('holds what was asked for, and the lock it was made by', async () => {
    const environment = valueOf(await environments.ensure(PACKAGES, never));

    expect(environment).toEqual({
      hash: environments.hash(PACKAGES),
      python: join(directory, environment.hash, 'bin/python'),
      builtAt: 1234
    });
    expect(run(environment.python, 'import six, idna; print(six.__version__)')).toBe('1.16.0');
    expect(readFileSync(join(directory, environment.hash, 'requirements.lock'), 'utf8')).toMatch(/^idna==[\d.]+\n(.*\n)*six==1\.16\.0\n/);
    expect(readFileSync(join(directory, `${environment.hash}.log`), 'utf8')).toContain('$ uv pip sync');
  });

  it('has commands that work in the place where it ends up', async () => {
    const environment = valueOf(await environments.ensure(PACKAGES, never));

    expect(execFileSync(join(environment.python, '../idna'), ['encode', 'ä.example'], { encoding: 'utf8' })).toContain('xn--');
  });

  it('without requirements holds nothing of the scheduler’s own', async () => {
    const environment = valueOf(await environments.ensure(NOTHING, never));

    expect(run(environment.python, 'import importlib.util as u; print(u.find_spec("jupyterlab"))')).toBe('None');
    expect(run(environment.python, 'import sys; print(sys.prefix != sys.base_prefix)')).toBe('True');
  });

  it('is found again, by this scheduler and the next', async () => {
    const built = valueOf(await environments.ensure(NOTHING, never));

    expect(await environments.find(built.hash)).toEqual(built);
    expect(await create({ uv: null }).ensure(NOTHING, never)).toEqual({ ok: true, value: built });
  });

  it('is not there before it is built, nor under another name', async () => {
    expect(await environments.find(environments.hash(NOTHING))).toBeNull();
    expect(await environments.find('../..')).toBeNull();
  });

  it('is compiled to byte code afterwards, whatever the scheduler’s own variables say', async () => {
    vi.stubEnv('PYTHONDONTWRITEBYTECODE', '1');
    const environment = valueOf(await environments.ensure(PACKAGES, never));
    const compiled = () =>
      readdirSync(join(directory, environment.hash, 'lib'), { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.pyc'));

    await vi.waitFor(() => expect(compiled().some(name => name.includes('idna/__pycache__/core'))).toBe(true), 30_000);
  });

  it('is built once for all who ask at the same time, and others beside it', async () => {
    const asked = [PACKAGES, PACKAGES, NOTHING, { ...PACKAGES, requirements: [...PACKAGES.requirements].reverse() }];

    const built = await Promise.all(asked.map(request => environments.ensure(request, never)));

    expect(new Set(built.map(outcome => valueOf(outcome).hash)).size).toBe(2);
    expect(readdirSync(directory).filter(name => !name.endsWith('.log'))).toHaveLength(2);
  });

  it('has another name with another interpreter', () => {
    expect(environments.hash({ ...NOTHING, python: '3.12' })).not.toBe(environments.hash(NOTHING));
  });
});

describe('a build that was cut short', () => {
  it('leaves nothing that is taken for an environment, and is cleaned up by the next', async () => {
    const hash = environments.hash(NOTHING);
    mkdirSync(join(directory, `.building-${hash}-x/bin`), { recursive: true });
    mkdirSync(join(directory, hash, 'bin'), { recursive: true });
    symlinkSync(python, join(directory, hash, 'bin/python'));

    expect(await environments.find(hash)).toBeNull();
    const environment = valueOf(await environments.ensure(NOTHING, never));

    expect(run(environment.python, 'print(1)')).toBe('1');
    expect(readdirSync(directory).sort()).toEqual([hash, `${hash}.log`].sort());
  });

  it('is built anew where its interpreter has gone', async () => {
    const environment = valueOf(await environments.ensure(NOTHING, never));
    unlinkSync(environment.python);

    expect(await environments.find(environment.hash)).toBeNull();
    expect(run(valueOf(await environments.ensure(NOTHING, never)).python, 'print(1)')).toBe('1');
  });

  it('ends with all its processes when it is aborted', async () => {
    const pid = join(directory, '..', 'pid');
    const slow = join(directory, '..', 'uv');
    writeFileSync(slow, `#!/bin/sh\nsh -c 'echo $$ > ${pid}; exec sleep 60' &\nwait\n`);
    chmodSync(slow, 0o755);
    const controller = new AbortController();
    const building = create({ uv: slow }).ensure(NOTHING, controller.signal);
    await vi.waitFor(() => expect(existsSync(pid) && readFileSync(pid, 'utf8')).toMatch(/\d+\n/), 20_000);

    controller.abort();

    expect(await building).toMatchObject({ ok: false, refusal: { code: 'shutting_down' } });
    expect(isAlive(readFileSync(pid, 'utf8').trim())).toBe(false);
    expect(readdirSync(directory).filter(name => name.startsWith('.'))).toEqual([]);
  });
});

describe('a build that can’t succeed', () => {
  it('tells which requirements disagree, with uv’s whole log', async () => {
    const outcome = await environments.ensure({ requirements: ['six==1.16.0', 'six==1.15.0'], python: null }, never);

    expect(outcome).toMatchObject({
      ok: false,
      refusal: {
        code: 'definition_invalid',
        message: expect.stringMatching(/^No solution found .*six==1\.16\.0 and six==1\.15\.0.*unsatisfiable/) as string,
        details: expect.stringContaining('$ uv pip compile') as string
      }
    });
    expect(readdirSync(directory).filter(name => !name.endsWith('.log'))).toEqual([]);
  });

  it('tells that a package does not exist', async () => {
    const outcome = await environments.ensure({ requirements: ['peach-lab-no-such-package-at-all'], python: null }, never);

    expect(outcome).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('peach-lab-no-such-package-at-all') as string }
    });
  });

  it('tells that an interpreter is not installed', async () => {
    const outcome = await environments.ensure({ requirements: [], python: '3.99' }, never);

    expect(outcome).toMatchObject({
      ok: false,
      refusal: { code: 'definition_invalid', message: expect.stringContaining('3.99') as string }
    });
  });

  it('never tells a password', async () => {
    vi.stubEnv('UV_DEFAULT_INDEX', 'http://ada:s3cret@127.0.0.1:9/simple');
    vi.stubEnv('UV_HTTP_RETRIES', '0');

    const outcome = await environments.ensure({ requirements: ['peach-lab-no-such-package-at-all'], python: null }, never);

    expect(outcome).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('127.0.0.1:9') as string } });
    expect(JSON.stringify(outcome)).not.toContain('s3cret');
    expect(
      readdirSync(directory)
        .map(name => readFileSync(join(directory, name), 'utf8'))
        .join()
    ).not.toContain('s3cret');
  });

  it('tells what to do where uv is not installed', async () => {
    expect(await create({ uv: null }).ensure(NOTHING, never)).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('pip install uv') as string }
    });
    expect(await create({ uv: '/no/uv' }).ensure(NOTHING, never)).toMatchObject({
      ok: false,
      refusal: { message: expect.stringContaining('/no/uv could not be started') as string }
    });
  });
});
