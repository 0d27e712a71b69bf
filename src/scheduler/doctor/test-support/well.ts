import type { CheckState, DoctorCheck } from '../../../protocol/doctor';
import type { Configuration } from '../../../protocol/configuration';
import type { SchedulerAddress } from '../../../protocol/health';
import type { Check, DoctorContext, MachineLook, StateLook } from '../doctor-context';
import { examine } from '../examine';
import type { FolderLook } from '../look/look-at-folder';
import type { PythonFacts } from '../look/look-at-python';
import type { ProgramAnswer } from '../look/run-program';
import type { SchedulerLook } from '../look/look-at-scheduler';

export const NOW = Date.UTC(2026, 2, 2, 12);
const GIB = 1024 ** 3;

export const WELL_FACTS: PythonFacts = {
  python: { version: '3.12.1', executable: '/env/bin/python' },
  package: { version: '1.2.3', distribution: '1.2.3' },
  jupyterlab: '4.6.2',
  ipywidgets: '8.1.5',
  server_extension: { enabled: true, place: '/env/etc/jupyter', error: null },
  lab_extension: { place: '/env/share/jupyter/labextensions/peach-lab', version: '1.2.3', made_for: '^4.6.0', disabled: [], error: null }
};

export const WELL_FOLDER: FolderLook = {
  path: '/state',
  nearest: '/state',
  isFolder: true,
  refusal: null,
  isOwn: true,
  othersMayWrite: false,
  free: 20 * GIB,
  freeFiles: 1_000_000,
  kind: 0xef53
};

export const WELL_MACHINE: MachineLook = {
  platform: 'linux',
  nodeVersion: '24.3.0',
  now: NOW,
  timeZone: null,
  memory: 8 * GIB,
  temporary: { ...WELL_FOLDER, path: '/tmp', nearest: '/tmp', othersMayWrite: true, isOwn: false },
  openFiles: 20_000,
  processes: Infinity,
  watches: 65_536,
  watchers: 128,
  controlGroups: '/sys/fs/cgroup/me'
};

export const ADDRESS: SchedulerAddress = {
  pid: 77,
  url: 'http://127.0.0.1:4000',
  token: 'x'.repeat(43),
  version: '1.2.3',
  started_at: '2026-03-02T11:00:00.000Z'
};

export const WELL_STATE: StateLook = {
  directory: '/state',
  folder: WELL_FOLDER,
  address: { kind: 'there', file: '/state/scheduler.json', address: ADDRESS, isAlive: true },
  ownerPid: 77,
  store: null,
  newest: { file: '/state/state.sqlite', writtenAt: NOW - 1000 }
};

type Answered = Extract<SchedulerLook, { kind: 'answered' }>;

export const WELL_SCHEDULER: Answered = {
  kind: 'answered',
  url: ADDRESS.url,
  health: {
    version: '1.2.3',
    pid: 77,
    started_at: ADDRESS.started_at,
    uptime: 3600,
    owner: 'ada',
    state_dir: '/state',
    attached: 1,
    discoveries: [],
    loops: [{ name: 'debr', lap: 3, standing_still: false }]
  },
  organisations: [],
  ahead: 0
};

export function said(stdout: string): ProgramAnswer {
  return { ok: true, stdout, stderr: '', failure: null };
}

export function refused(stderr: string): ProgramAnswer {
  return { ok: false, stdout: '', stderr, failure: null };
}

/** Git and uv that are there and content. */
const WELL_PROGRAMS: Pick<DoctorContext, 'git' | 'uv' | 'uvPath'> = {
  uvPath: '/env/bin/uv',
  git: args => Promise.resolve(said(args[0] === '--version' ? 'git version 2.43.0\n' : '.git\n')),
  uv: args => Promise.resolve(said(args[0] === '--version' ? 'uv 0.9.1\n' : '/usr/bin/python3\n'))
};

/** Where nothing is wrong. */
export const WELL: DoctorContext = {
  version: '1.2.3',
  storeForm: 3,
  machine: WELL_MACHINE,
  python: { ok: true, facts: WELL_FACTS },
  configuration: { file: null, configuration: null, problems: [] },
  state: WELL_STATE,
  scheduler: WELL_SCHEDULER,
  online: false,
  currentRepository: null,
  offsetOf: (_zone, time) => (new Date(time).getUTCMonth() === 6 ? 7200_000 : 3600_000),
  ...WELL_PROGRAMS
};

export function withFacts(facts: Partial<PythonFacts>): DoctorContext {
  return { ...WELL, python: { ok: true, facts: { ...WELL_FACTS, ...facts } } };
}

export function withFolder(folder: Partial<FolderLook>): DoctorContext {
  return { ...WELL, state: { ...WELL_STATE, folder: { ...WELL_FOLDER, ...folder } } };
}

export function withState(state: Partial<StateLook>, scheduler: SchedulerLook = { kind: 'none' }): DoctorContext {
  return { ...WELL, state: { ...WELL_STATE, ...state }, scheduler };
}

export function withMachine(machine: Partial<MachineLook>): DoctorContext {
  return { ...WELL, machine: { ...WELL_MACHINE, ...machine } };
}

export function withScheduler(scheduler: Partial<Answered>): DoctorContext {
  return { ...WELL, scheduler: { ...WELL_SCHEDULER, ...scheduler } };
}

export function withConfiguration(configuration: Pick<Configuration, 'organisations' | 'repositories'>): DoctorContext {
  const filled = configuration as Configuration;
  return { ...WELL, configuration: { file: '/etc/peach.yaml', configuration: filled, problems: [] } };
}

/** A case of a table: where something is wrong, what is told, and what its remedy says. */
export type Ill = readonly [context: DoctorContext, state: CheckState, found: string, remedy: string];

/** What one check tells. */
export async function told(check: Check, context: DoctorContext): Promise<readonly DoctorCheck[]> {
  return (await examine(context, [check])).checks;
}
