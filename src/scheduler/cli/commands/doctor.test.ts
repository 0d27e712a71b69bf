import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DoctorCheck } from '../../../protocol/doctor';
import { TestCli } from '../test-support/test-cli';

let cli: TestCli;

beforeEach(() => {
  cli = new TestCli();
});

afterEach(() => cli.remove());

const well: DoctorCheck = { name: 'git', half: 'scheduler', state: 'ok', found: '2.43.0', remedy: null };
const slow: DoctorCheck = { name: 'memory', half: 'scheduler', state: 'warning', found: '512 MiB', remedy: 'have more' };
const ill: DoctorCheck = { name: 'widget', half: 'jupyter', state: 'problem', found: 'none\u001b[31m\nat all', remedy: 'install\nit' };
const both: DoctorCheck = { name: 'platform', half: 'both', state: 'ok', found: 'Linux', remedy: null };

describe('doctor', () => {
  it('prints a line for each check, with its remedy in the next', async () => {
    cli.report = { checks: [both, well, slow, ill] };

    expect(await cli.run('doctor')).toMatchObject({
      code: 1,
      stderr: '',
      stdout: [
        'ok       platform           Linux',
        'ok       scheduler: git     2.43.0',
        'warning  scheduler: memory  512 MiB',
        '         → have more',
        'PROBLEM  Jupyter: widget    none [31m at all',
        '         → install it',
        '1 problem, 1 warning',
        ''
      ].join('\n')
    });
  });

  it('is content with warnings', async () => {
    cli.report = { checks: [well, slow, slow] };

    const { code, stdout } = await cli.run('doctor');

    expect(code).toBe(0);
    expect(stdout).toMatch(/\nno problems, 2 warnings\n$/);
  });

  it('prints one JSON document', async () => {
    cli.report = { checks: [well, ill] };

    const { code, stdout } = await cli.run('doctor', '--json');

    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({ checks: [well, ill] });
  });

  it('is about the state directory that was named, else about the usual one', async () => {
    writeFileSync(join(cli.home, 'peach.yaml'), '');

    await cli.run('doctor');
    await cli.run('doctor', '--state', 'other', '--config', 'peach.yaml', '--online');

    expect(cli.examined).toEqual([
      { config: null, stateDir: null, scheduler: null, online: false },
      { config: join(cli.home, 'peach.yaml'), stateDir: join(cli.home, 'other'), scheduler: null, online: true }
    ]);
  });

  it('is about the scheduler at an address', async () => {
    cli.environment.TOKEN = 'secret';

    await cli.run('doctor', '--url', 'http://127.0.0.1:4000/', '--token-env', 'TOKEN');

    expect(cli.examined).toEqual([
      { config: null, stateDir: null, scheduler: { url: 'http://127.0.0.1:4000', token: 'secret' }, online: false }
    ]);
  });

  it.each([
    [['--url', 'http://127.0.0.1:4000']],
    [['--token-env', 'TOKEN']],
    [['--url', 'x', '--token-env', 'TOKEN']],
    [['--url', 'http://x', '--token-env', 'TOKEN', '--state', '/x']],
    [['all']]
  ])('refuses %j as wrong usage, and looks at nothing', async argv => {
    cli.environment.TOKEN = 'secret';

    expect((await cli.run('doctor', ...argv)).code).toBe(2);
    expect(cli.examined).toEqual([]);
  });
});
