import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ALL_COMMANDS } from './commands/all-commands';
import { TestCli } from './test-support/test-cli';

let cli: TestCli;

beforeEach(() => {
  cli = new TestCli();
});

afterEach(() => cli.remove());

describe('wrong usage', () => {
  it.each([
    [[], 'a command is missing'],
    [
      ['rnus'],
      'unknown command rnus; use serve, shutdown, validate, run, tasks, tasks due, runs, runs show, logs, stop, pause, resume, doctor, version, help (did you mean runs?)'
    ],
    [
      ['tasks', '--organization', 'debr'],
      'unknown option --organization; use --organisation, --state, --url, --token-env, --json, --help (did you mean --organisation?)'
    ],
    [['tasks', '-x'], 'unknown option -x'],
    [['--verbose', 'tasks'], 'unknown option --verbose'],
    [['runs'], 'TASK is missing; usage: peach runs TASK [options]'],
    [['runs', 'show'], 'RUN is missing; usage: peach runs show RUN [options]'],
    [['version', 'now'], 'now is one argument too many; usage: peach version [options]'],
    [['tasks', '--state'], '--state needs a value: --state DIR'],
    [['tasks', '--state', '--json'], '--state needs a value: --state DIR'],
    [['tasks', '--json=yes'], '--json takes no value'],
    [['runs', 'debr/train', '--__proto__', 'x'], 'unknown option --__proto__'],
    [['logs', '--tail', 'many', 'debr/train'], '--tail many is no number of lines'],
    [['tasks', '--url', 'http://127.0.0.1:1'], '--url URL and --token-env NAME belong together'],
    [['tasks', '--token-env', 'T'], '--url URL and --token-env NAME belong together'],
    [['tasks', '--url', 'http://127.0.0.1:1', '--token-env', 'T'], 'the environment variable T is not set'],
    [['tasks', '--url', 'ftp://x', '--token-env', 'T'], '--url ftp://x is no address'],
    [['tasks', '--url', 'http://x', '--state', '/x'], 'use either --state DIR or --url URL']
  ])('%j ends with 2 and says what is allowed', async (argv, words) => {
    const result = await cli.run(...argv);

    expect(result.code).toBe(2);
    expect(result.stdout).toBe('');
    expect(result.stderr).toContain(words);
  });
});

describe('help', () => {
  it('says the version, as a command and as an option', async () => {
    const result = await cli.run('--version');

    expect(result).toMatchObject({ code: 0, stderr: '' });
    expect(result.stdout).toMatch(/^\S+\n$/);
    expect((await cli.run('version')).stdout).toBe(result.stdout);
  });

  it('lists every command', async () => {
    const result = await cli.run('help');

    expect(result.code).toBe(0);
    for (const command of ALL_COMMANDS) {
      expect(result.stdout).toContain(`  ${command.name} `);
    }
    expect((await cli.run('--help')).stdout).toBe(result.stdout);
  });

  it.each([
    ['help', 'runs', 'show'],
    ['runs', 'show', '--help'],
    ['runs', 'show', '-h'],
    ['--help', 'runs', 'show']
  ])('tells what a command takes: %s %s %s', async (...argv) => {
    const result = await cli.run(...argv);

    expect(result.code).toBe(0);
    expect(result.stdout).toContain('usage: peach runs show RUN [options]');
    expect(result.stdout).toMatch(/--state DIR +state directory/);
  });
});

describe('version', () => {
  it('prints it, as text or as JSON', async () => {
    expect((await cli.run('version')).stdout).toBe('9.8.7\n');
    expect(JSON.parse((await cli.run('--json', 'version')).stdout)).toEqual({ version: '9.8.7' });
  });
});

describe('serve', () => {
  it('hands its options on, paths made absolute', async () => {
    const result = await cli.run('serve', '--config', 'peach.yaml', '--state', '/var/lib/peach', '--for-jupyter');
    await cli.run('--state', 'here', 'serve', '--keep-running');
    await cli.run('serve');

    expect(result.code).toBe(0);
    expect(cli.served).toEqual([
      { config: `${cli.home}/peach.yaml`, stateDir: '/var/lib/peach', forJupyter: true, keepRunning: false },
      { config: null, stateDir: `${cli.home}/here`, forJupyter: false, keepRunning: true },
      { config: null, stateDir: null, forJupyter: false, keepRunning: false }
    ]);
  });
});

describe('output that nobody reads', () => {
  it('ends quietly when the reader has gone', async () => {
    const gone = new Writable({ write: (_piece, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })) });

    const result = await cli.runInto(gone, ['help']);

    expect(result).toMatchObject({ code: 0, stderr: '' });
  });

  it('is told where it could not be written for another reason', async () => {
    const full = new Writable({ write: (_piece, _encoding, done) => done(Object.assign(new Error('no space left'), { code: 'ENOSPC' })) });

    const result = await cli.runInto(full, ['help']);

    expect(result.code).toBe(1);
    expect(result.stderr).toContain('no space left');
  });
});
