import { accessSync, constants, readFileSync } from 'node:fs';
import { homedir, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { parseConfiguration } from '../core/configuration/parse-configuration';
import { timeZone } from '../core/schedule/time-zone';
import type { DoctorReport } from '../protocol/doctor';
import { formatProblem } from '../protocol/problem';
import { defaultStateDirectory } from './cli/client/state-directory';
import type { ExamineOptions } from './cli/command-io';
import type { ConfigurationLook, DoctorContext, MachineLook, StateLook } from './doctor/doctor-context';
import { examine } from './doctor/examine';
import { lookAtAddress } from './doctor/look/look-at-address';
import { lookAtFolder } from './doctor/look/look-at-folder';
import { lookAtLimits } from './doctor/look/look-at-limits';
import { lookAtPython } from './doctor/look/look-at-python';
import { lookAtScheduler, type SchedulerLook } from './doctor/look/look-at-scheduler';
import { lookAtStore } from './doctor/look/look-at-store';
import { newestFile } from './doctor/look/newest-file';
import { runProgram } from './doctor/look/run-program';
import { installerVariables } from './environments/installer-variables';
import { findControlGroups } from './executors/find-control-groups';
import { runGit } from './git/command/run-git';
import { workingCopyRoot } from './git/working-copy-root';
import { NEWEST_FORM } from './store/migrate';
import { ownerPid } from './store/state-lock';
import { systemClock } from './system-clock';
import type { Programs } from './wire-adapters';

type Surroundings = {
  readonly version: string;
  readonly programs: Programs;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
};

/** Milliseconds that git and uv may take for one question; the package index may be slow. */
const GIT_TIMEOUT = 20_000;
const UV_TIMEOUT = 60_000;

/** `peach doctor`: looks at everything that has to be right. Never rejects. */
export async function runDoctor(options: ExamineOptions, surroundings: Surroundings): Promise<DoctorReport> {
  const { version, programs, environment, cwd } = surroundings;
  const configuration = lookAtConfiguration(options.config, environment);
  const stateDir = options.stateDir ?? configuration.configuration?.state_dir ?? defaultStateDirectory(environment);
  const [python, { state, scheduler, pid }, currentRepository] = await Promise.all([
    lookAtPython({ python: programs.python, packageDir: programs.packageDir, variables: environment }),
    options.scheduler === null
      ? lookAtState(stateDir)
      : lookAtScheduler(options.scheduler).then(look => ({ state: null, scheduler: look, pid: null })),
    workingCopyRoot(cwd).catch(() => null)
  ]);
  const context: DoctorContext = {
    version,
    storeForm: NEWEST_FORM,
    machine: await lookAtMachine(environment, pid),
    python,
    configuration,
    state,
    scheduler,
    online: options.online,
    currentRepository,
    uvPath: programs.uv,
    offsetOf,
    git: askGit,
    uv: (args, input = '') =>
      runProgram({ program: programs.uv ?? 'uv', args, input, variables: installerVariables(environment), timeout: UV_TIMEOUT })
  };
  return examine(context);
}

async function askGit(args: readonly string[]): ReturnType<DoctorContext['git']> {
  const { ok, stdout, stderr, cut } = await runGit(args, { timeout: GIT_TIMEOUT });
  return { ok, stdout: stdout.toString(), stderr, failure: cut };
}

function lookAtConfiguration(file: string | null, environment: Surroundings['environment']): ConfigurationLook {
  if (file === null) {
    return { file, configuration: null, problems: [] };
  }
  try {
    const defaults = { state_dir: defaultStateDirectory(environment), home: homedir(), environment, directory: dirname(file) };
    const reading = parseConfiguration(file, readFileSync(file, 'utf8'), defaults);
    return reading.ok
      ? { file, configuration: reading.configuration, problems: [] }
      : { file, configuration: null, problems: reading.problems.map(formatProblem) };
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { file, configuration: null, problems: [`${file} can’t be read (${why})`] };
  }
}

/** `pid`: of the scheduler of this state directory, where one lives. */
async function lookAtState(
  directory: string
): Promise<{ readonly state: StateLook; readonly scheduler: SchedulerLook; readonly pid: number | null }> {
  const [folder, address] = await Promise.all([lookAtFolder(directory), lookAtAddress(directory)]);
  // The secret of a dead scheduler is not sent to whoever listens on its port now.
  const alive = address.kind === 'there' && address.isAlive ? address.address : null;
  const scheduler: SchedulerLook = alive === null ? { kind: 'none' } : await lookAtScheduler(alive);
  const owner = ownerPid(directory);
  const isTaken = owner !== null || scheduler.kind === 'answered';
  const [store, newest] = await Promise.all([isTaken ? null : lookAtStore(join(directory, 'state.sqlite')), newestFile(directory)]);
  return { state: { directory, folder, address, ownerPid: owner, store, newest }, scheduler, pid: owner ?? alive?.pid ?? null };
}

async function lookAtMachine(environment: Surroundings['environment'], pid: number | null): Promise<MachineLook> {
  const constrained = process.constrainedMemory();
  return {
    platform: process.platform,
    nodeVersion: process.versions.node,
    now: systemClock.now(),
    timeZone: environment.TZ ?? null,
    memory: constrained > 0 ? Math.min(constrained, totalmem()) : totalmem(),
    temporary: await lookAtFolder(tmpdir()),
    controlGroups: findControlGroups().find(mayMakeGroups) ?? null,
    ...(await lookAtLimits(pid ?? 'self'))
  };
}

function mayMakeGroups(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    accessSync(join(folder, 'cgroup.procs'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function offsetOf(zone: string, time: number): number | null {
  try {
    return timeZone(zone).offsetAt(time);
  } catch {
    return null;
  }
}
