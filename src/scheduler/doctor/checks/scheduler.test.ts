import { describe, expect, it } from 'vitest';
import { fakeOrganisation } from '../../api/test-support/fake-data';
import type { SchedulerLook } from '../look/look-at-scheduler';
import {
  ADDRESS,
  said,
  refused,
  told,
  WELL,
  WELL_SCHEDULER,
  WELL_STATE,
  withConfiguration,
  withScheduler,
  withState,
  type Ill
} from '../test-support/well';
import type { DoctorContext } from '../doctor-context';
import { addressCheck } from './address';
import { configurationCheck } from './configuration';
import { environmentsCheck } from './environments';
import { gitCheck } from './git';
import { interpretersCheck } from './interpreters';
import { ownerCheck } from './owner';
import { packageIndexCheck } from './package-index';
import { schedulerCheck } from './scheduler';
import { uvCheck } from './uv';

const FILE = '/state/scheduler.json';
const { health } = WELL_SCHEDULER;
const url = ADDRESS.url;

function without(look: SchedulerLook): DoctorContext {
  return { ...WELL, state: null, scheduler: look };
}

function withUv(answer: ReturnType<typeof said>, fields: Partial<DoctorContext> = {}): DoctorContext {
  return { ...WELL, ...fields, uv: () => Promise.resolve(answer) };
}

const asksFor312 = withConfiguration({
  organisations: {
    debr: { python: '3.12', preload: null, env: {} },
    sesr: { python: '3.12', preload: null, env: {} },
    chrts: { python: null, preload: null, env: {} }
  },
  repositories: []
});

describe.each([
  {
    check: configurationCheck,
    ills: [
      [
        { ...WELL, configuration: { file: '/etc/peach.yaml', configuration: null, problems: ['/etc/peach.yaml:2:3: unknown key lop'] } },
        'problem',
        '/etc/peach.yaml:2:3: unknown key lop',
        'a scheduler does not start with /etc/peach.yaml'
      ]
    ]
  },
  {
    check: addressCheck,
    ills: [
      [
        withState({ address: { kind: 'absent' } }),
        'warning',
        'no scheduler runs in /state',
        'peach serve --state /state`, or open JupyterLab'
      ],
      [withState({ address: { kind: 'unreadable', file: FILE, code: 'ELOOP' } }), 'problem', 'can’t be read (ELOOP)', 'remove it'],
      [withState({ address: { kind: 'foreign', file: FILE, uid: 12 } }), 'problem', 'belongs to user 12', 'of your own'],
      [withState({ address: { kind: 'open', file: FILE, mode: 0o644 } }), 'problem', 'has mode 0644', `chmod 600 ${FILE}`],
      [withState({ address: { kind: 'torn', file: FILE } }), 'problem', 'is not the address of a scheduler', 'remove it'],
      [
        withState({ address: { kind: 'there', file: FILE, address: ADDRESS, isAlive: false } }),
        'warning',
        'left from process 77, which has ended',
        'peach serve --state /state'
      ]
    ]
  },
  {
    check: ownerCheck,
    ills: [
      [withState({ ownerPid: 78 }), 'problem', 'process 78 owns /state, while the address names process 77', 'kill 78'],
      [withState({ address: { kind: 'absent' } }), 'problem', 'process 77 owns /state and tells no address', 'look again in a minute'],
      [
        withScheduler({ health: { ...health, pid: 99, state_dir: '/other' } }),
        'problem',
        'process 99, the scheduler of /other',
        `remove ${FILE}`
      ]
    ]
  },
  {
    check: schedulerCheck,
    ills: [
      [
        withState({}, { kind: 'silent', url, why: 'no answer in 10 s' }),
        'problem',
        'does not answer at http://127.0.0.1:4000 (no answer in 10 s)',
        'kill -CONT 77'
      ],
      [without({ kind: 'silent', url, why: 'ECONNREFUSED' }), 'problem', 'ECONNREFUSED', 'whether the address is right'],
      [withState({}, { kind: 'refused', url }), 'problem', 'does not know this secret', `remove ${FILE}, end process 77`],
      [without({ kind: 'refused', url }), 'problem', 'does not know this secret', '--token-env'],
      [
        withState({}, { kind: 'unknown', url, status: 404, version: null }),
        'problem',
        'with status 404 is no scheduler',
        'start the scheduler again'
      ],
      [
        withState({}, { kind: 'unknown', url, status: 200, version: '9.0.0' }),
        'problem',
        'it is of version 9.0.0, which this command of 1.2.3',
        'kill 77'
      ],
      [
        without({ kind: 'unknown', url, status: 404, version: null }),
        'problem',
        'with status 404 is no scheduler',
        'whether the address is right'
      ],
      [
        withScheduler({ health: { ...health, version: '1.2.2' } }),
        'problem',
        'it is of version 1.2.2, this command of 1.2.3',
        'peach shutdown'
      ],
      [
        withScheduler({ health: { ...health, loops: ['a', 'b', 'c'].map(name => ({ name, lap: 1, standing_still: name !== 'b' })) } }),
        'problem',
        'loops stand still: a, c',
        'its log tells why'
      ]
    ]
  },
  {
    check: gitCheck,
    ills: [
      [
        { ...WELL, git: () => Promise.resolve({ ...refused(''), failure: 'the command git is not installed' }) },
        'problem',
        'the command git is not installed',
        'install git and have it on the PATH'
      ],
      [
        { ...WELL, git: () => Promise.resolve(said('git version 2.30.2\n')) },
        'problem',
        'git 2.30.2 is older than 2.31',
        'install git 2.31 or newer'
      ]
    ]
  },
  {
    check: uvCheck,
    ills: [
      [{ ...WELL, uvPath: null }, 'problem', 'uv, which makes the environments of tasks, is not installed', 'pip install "uv>=0.8"'],
      [
        withUv({ ...refused(''), failure: 'it could not be started (EACCES)' }),
        'problem',
        '/env/bin/uv can’t be started',
        'pip install "uv>=0.8"'
      ],
      [withUv(said('uv 0.7.22\n')), 'problem', 'uv 0.7.22 is older than 0.8', 'pip install "uv>=0.8"']
    ]
  },
  {
    check: interpretersCheck,
    well: asksFor312,
    ills: [
      [
        withUv(refused('error: No interpreter found for Python 3.12'), { configuration: asksFor312.configuration }),
        'problem',
        'Python 3.12 of debr, sesr is not installed: error: No interpreter found',
        'uv python install 3.12'
      ]
    ]
  },
  {
    check: environmentsCheck,
    well: withScheduler({ organisations: [fakeOrganisation('debr')] }),
    ills: [
      [
        withScheduler({
          organisations: [
            fakeOrganisation('debr', { environment: { hash: 'abc', state: 'failed', reason: 'numpy 9 does not exist', built_at: null } })
          ]
        }),
        'problem',
        'debr: numpy 9 does not exist; the last good one stays in use',
        'correct the dependencies of debr'
      ],
      [withScheduler({ organisations: null }), 'problem', 'does not tell its organisations', 'of one version']
    ]
  },
  {
    check: packageIndexCheck,
    ills: [
      [
        withUv(refused('error: https://ada:secret@index.example/pip is away'), { online: true }),
        'problem',
        'uv can’t find pip in it: error: https://index.example/pip is away',
        'UV_DEFAULT_INDEX'
      ]
    ]
  }
] satisfies readonly { check: typeof uvCheck; well?: DoctorContext; ills: Ill[] }[])('$check.name', ({ check, ills, well = WELL }) => {
  it('finds nothing wrong where all is well', async () => {
    expect((await told(check, well)).map(({ state, remedy }) => [state, remedy])).toEqual([['ok', null]]);
  });

  it.each(ills as Ill[])('%# tells what is wrong and what to do', async (context, state, found, remedy) => {
    const ill = (await told(check, context)).filter(finding => finding.state !== 'ok');

    expect(ill).toEqual([
      expect.objectContaining({ state, found: expect.stringContaining(found) as string, remedy: expect.stringContaining(remedy) as string })
    ]);
  });
});

it('does not ask the package index without being told to', async () => {
  const context = { ...WELL, uv: () => expect.fail('uv was run') };

  expect(await told(packageIndexCheck, context)).toMatchObject([{ state: 'ok', found: 'not asked; --online does so' }]);
});

it('says nothing of a scheduler that is not there, beyond that', async () => {
  const context = withState({ address: { kind: 'absent' }, ownerPid: null });

  const findings = await Promise.all([ownerCheck, schedulerCheck, environmentsCheck].map(check => told(check, context)));
  expect(findings.flat()).toEqual([]);
  expect((await told(addressCheck, { ...WELL, state: null })).concat(await told(ownerCheck, { ...WELL, state: null }))).toEqual([]);
});

it('takes an owner whose address can’t be read for the owner', async () => {
  expect(await told(ownerCheck, withState({ ...WELL_STATE, address: { kind: 'torn', file: FILE } }))).toMatchObject([
    { state: 'ok', found: 'process 77' }
  ]);
});
