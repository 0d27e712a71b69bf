import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DoctorCheck, DoctorReport } from '../../src/protocol/doctor';
import { useBench } from './support/bench';
import { PEACH } from './support/paths';
import { createRepository } from './support/repository';
import { CAN_MOUNT, useSmallDisk } from './support/small-disk';
import { until } from './support/until';

const { bench, smallDisk } = useSmallDisk(useBench);

type Examined = { readonly code: number | null; readonly checks: readonly DoctorCheck[] };

/** What `peach doctor` finds, as a user has it. */
function doctor(cwd: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Examined> {
  return new Promise((resolve, reject) => {
    const child = spawn(PEACH, ['doctor', '--json', ...args], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, ...variables }
    });
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.on('error', reject);
    child.on('close', code => resolve({ code, checks: (JSON.parse(Buffer.concat(out).toString()) as DoctorReport).checks }));
  });
}

/** Names of the checks that found something of this kind. */
function named({ checks }: Examined, state: DoctorCheck['state']): readonly string[] {
  return checks.filter(check => check.state === state).map(({ name }) => name);
}

function finding({ checks }: Examined, name: string): string | undefined {
  return checks.find(check => check.name === name && check.state !== 'ok')?.found;
}

it('finds no problem where a scheduler of this version runs and answers', async () => {
  const { directory, stateDir, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write('peach.yaml', 'codops: debr\ntasks: {}\n');
  repository.commit('Nothing to do');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  await until('the organisation', async () => {
    const { organisations } = await scheduler.get<{ organisations: unknown[] }>('/api/organisations');
    return organisations.length === 1;
  });

  const examined = await doctor(directory, ['--state', stateDir]);

  expect(named(examined, 'problem')).toEqual([]);
  expect(examined.code).toBe(0);
  const names = new Set(examined.checks.map(({ name }) => name));
  expect([...names]).toEqual(
    expect.arrayContaining([
      'package',
      'server extension',
      'lab extension',
      'address',
      'owner',
      'scheduler',
      'repository',
      'environment',
      'store'
    ])
  );
});

it('tells that the scheduler hangs, that its secret lies open, and that it was killed', async () => {
  const { directory, stateDir, start } = bench();
  const scheduler = await start({ repositories: [{ url: createRepository(join(directory, 'repository')).root }], interval: '1h' });
  const address = join(stateDir, 'scheduler.json');

  process.kill(scheduler.process.pid!, 'SIGSTOP');
  const hung = await doctor(directory, ['--state', stateDir]);
  process.kill(scheduler.process.pid!, 'SIGCONT');
  chmodSync(address, 0o644);
  const open = await doctor(directory, ['--state', stateDir]);
  chmodSync(address, 0o600);
  await scheduler.kill('SIGKILL');
  const killed = await doctor(directory, ['--state', stateDir]);

  expect([hung.code, named(hung, 'problem')]).toEqual([1, ['scheduler']]);
  expect(finding(hung, 'scheduler')).toContain('no answer in 10 s');
  expect([open.code, named(open, 'problem')]).toEqual([1, ['address']]);
  expect([killed.code, named(killed, 'problem'), named(killed, 'warning')]).toEqual([0, [], expect.arrayContaining(['address'])]);
  expect(finding(killed, 'address')).toContain(`left from process ${scheduler.process.pid}, which has ended`);
});

it('works where nothing works', async () => {
  const { directory, stateDir } = bench();
  writeFileSync(stateDir, 'no folder');
  const configuration = join(directory, 'peach.yaml');
  writeFileSync(configuration, 'limits:\n  concurent_loops: 1\n');
  const empty = join(directory, 'empty');
  mkdirSync(empty);
  // As in an environment that lost its packages: no git, no package of ours, no temporary folder.
  const variables = { PATH: empty, TMPDIR: '/nowhere/at/all', TZ: 'Mars/Olympus', JUPYTER_CONFIG_PATH: '/dev/null' };

  const examined = await doctor(directory, ['--state', stateDir, '--config', configuration], variables);

  expect(examined.code).toBe(1);
  expect(named(examined, 'problem')).toEqual(['configuration', 'state directory', 'temporary folder', 'git']);
  expect(finding(examined, 'configuration')).toContain(`${configuration}:2:3: `);
  expect(finding(examined, 'state directory')).toBe(`${stateDir} is no folder`);
  expect(named(examined, 'warning')).toEqual(['address', 'time zones']);
});

it('tells of a store that is damaged, of a newer one, and of a clock that is behind', async () => {
  const { directory, stateDir, start } = bench();
  const scheduler = await start({ repositories: [{ url: createRepository(join(directory, 'repository')).root }], interval: '1h' });
  await scheduler.kill('SIGTERM');
  const store = join(stateDir, 'state.sqlite');
  const whole = readFileSync(store);
  const newer = Buffer.from(whole);
  newer.writeUInt32BE(1000, 60);

  writeFileSync(store, newer);
  expect(finding(await doctor(directory, ['--state', stateDir]), 'store')).toContain('form 1000');

  writeFileSync(store, Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(whole.length - 4096, 0x5a)]));
  expect(finding(await doctor(directory, ['--state', stateDir]), 'store')).toContain('is damaged');

  writeFileSync(store, whole);
  const tomorrow = statSync(store).mtimeMs / 1000 + 24 * 3600;
  utimesSync(store, tomorrow, tomorrow);
  expect(await doctor(directory, ['--state', stateDir]).then(examined => [named(examined, 'problem'), finding(examined, 'clock')])).toEqual(
    [['clock'], expect.stringContaining(`${store} was written 24 h after`)]
  );
});

it.runIf(CAN_MOUNT)('tells that the disk is full, or read-only', async () => {
  const { directory } = bench();
  const disk = smallDisk(64);

  const memory = await doctor(directory, ['--state', disk.path]);
  disk.fill(1024 * 1024);
  const full = await doctor(directory, ['--state', disk.path]);
  disk.clear();
  disk.makeReadOnly();
  const readOnly = await doctor(directory, ['--state', disk.path]);

  expect(finding(memory, 'state directory')).toMatch(/^the disk of .* has \d+ MiB left$/);
  expect(finding(full, 'state directory')).toMatch(/^the disk of .* is full: /);
  expect(finding(readOnly, 'state directory')).toMatch(/is mounted read-only$/);
});

it('tells what is disabled in Jupyter', async () => {
  const { directory, stateDir } = bench();
  const configuration = join(directory, 'jupyter');
  const write = (path: string, value: unknown): void => {
    mkdirSync(join(configuration, path, '..'), { recursive: true });
    writeFileSync(join(configuration, path), JSON.stringify(value));
  };
  write('jupyter_server_config.d/peach_lab.json', { ServerApp: { jpserver_extensions: { peach_lab: false } } });
  write('labconfig/page_config.json', { disabledExtensions: { 'peach-lab': true } });

  const examined = await doctor(directory, ['--state', stateDir], { JUPYTER_CONFIG_PATH: configuration });

  expect(named(examined, 'problem')).toEqual(['server extension', 'lab extension']);
  expect(finding(examined, 'server extension')).toBe(`disabled in ${configuration}`);
});
