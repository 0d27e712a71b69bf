import { describe, expect, it } from 'vitest';
import type { FolderLook } from '../look/look-at-folder';
import {
  told,
  NOW,
  WELL,
  WELL_FOLDER,
  WELL_MACHINE,
  withFolder,
  withMachine,
  withScheduler,
  withState,
  type Ill
} from '../test-support/well';
import { clockCheck } from './clock';
import { controlGroupsCheck } from './control-groups';
import { stateDirectoryCheck, temporaryFolderCheck } from './disk';
import { limitsCheck } from './limits';
import { memoryCheck } from './memory';
import { storeCheck } from './store';
import { timeZonesCheck } from './time-zones';

const MIB = 1024 ** 2;

function withTemporary(folder: Partial<FolderLook>) {
  return withMachine({ temporary: { ...WELL_MACHINE.temporary, ...folder } });
}

describe.each([
  {
    check: stateDirectoryCheck,
    ills: [
      [withFolder({ isFolder: false }), 'problem', '/state is no folder', '--state or PEACH_STATE_DIR'],
      [withFolder({ refusal: 'ENOTDIR' }), 'problem', '/state is no folder', 'remove the file that stands there'],
      [withFolder({ refusal: 'ENOSPC' }), 'problem', 'the disk of /state is full: nothing more can be written', 'free some space'],
      [withFolder({ refusal: 'EDQUOT' }), 'problem', 'quota is used up', 'free some space'],
      [withFolder({ refusal: 'EROFS' }), 'problem', 'mounted read-only', 'mount it writable again'],
      [withFolder({ refusal: 'EACCES' }), 'problem', 'can’t be written by this user', 'chown'],
      [withFolder({ refusal: 'ELOOP' }), 'problem', '/state can’t be used (ELOOP)', '--state or PEACH_STATE_DIR'],
      [withFolder({ free: 15 * MIB }), 'problem', '15 MiB are free, and no run is started below 16 MiB', 'free some space'],
      [withFolder({ free: 500 * MIB }), 'warning', '500 MiB left', 'free some space'],
      [withFolder({ freeFiles: 12 }), 'problem', 'room for 12 more files (inodes)', 'many small ones'],
      [withFolder({ freeFiles: 12_000 }), 'warning', 'room for 12000 more files (inodes)', 'many small ones'],
      [withFolder({ isOwn: false }), 'problem', 'belongs to another user', 'chown -R "$USER" /state'],
      [withFolder({ othersMayWrite: true }), 'problem', 'others than its owner may write in /state', 'chmod 700 /state'],
      [withFolder({ kind: 0x6969 }), 'warning', 'on NFS', 'a local disk'],
      [withFolder({ kind: 0xff534d42 | 0 }), 'warning', 'on CIFS', 'a local disk'],
      [withFolder({ kind: 0x01021994 }), 'warning', 'in memory (tmpfs)', '--state']
    ]
  },
  {
    check: temporaryFolderCheck,
    ills: [
      [withTemporary({ refusal: 'EACCES' }), 'problem', '/tmp can’t be written', 'let TMPDIR name another folder'],
      [withTemporary({ path: '/tmp/gone' }), 'problem', 'TMPDIR names /tmp/gone, which is not there', 'mkdir -p /tmp/gone'],
      [withTemporary({ free: MIB }), 'problem', 'the disk of /tmp is full', 'free some space']
    ]
  },
  {
    check: storeCheck,
    ills: [
      [
        withState({ store: { kind: 'damaged', file: '/state/state.sqlite', words: 'Tree 3 page 9' } }),
        'problem',
        '/state/state.sqlite is damaged (Tree 3 page 9)',
        'put a backup in its place'
      ],
      [
        withState({ store: { kind: 'whole', file: '/state/state.sqlite', form: 4 } }),
        'problem',
        'form 4, this one knows 3',
        'pip install -U peach-lab'
      ],
      [
        withState({ store: { kind: 'unopened', file: '/state/state.sqlite', why: 'it took longer than 20 s' } }),
        'warning',
        'longer than 20 s',
        'start the scheduler'
      ]
    ]
  },
  {
    check: clockCheck,
    ills: [
      [
        withMachine({ now: Date.UTC(2000, 0, 1) }),
        'problem',
        'it shows 2000-01-01T00:00:00.000Z, which is long past',
        'timedatectl set-ntp true'
      ],
      [
        withState({ newest: { file: '/state/owner.lock', writtenAt: NOW + 3 * 3600_000 } }),
        'problem',
        '/state/owner.lock was written 3 h after',
        'NTP'
      ],
      [withScheduler({ ahead: 600_000 }), 'problem', 'the scheduler’s clock is 10 min ahead of this one', 'NTP'],
      [withScheduler({ ahead: -30_000 }), 'warning', 'the scheduler’s clock is 30 s behind this one', 'NTP']
    ]
  },
  {
    check: timeZonesCheck,
    ills: [
      [{ ...WELL, offsetOf: () => null }, 'problem', 'Node knows no rules of time zones', 'PEACH_NODE'],
      [{ ...WELL, offsetOf: () => 0 }, 'problem', 'Node knows no rules of time zones', 'PEACH_NODE'],
      [
        {
          ...withMachine({ timeZone: 'Mars/Olympus' }),
          offsetOf: (zone, time) => (zone === 'Mars/Olympus' ? null : WELL.offsetOf(zone, time))
        },
        'warning',
        'TZ names Mars/Olympus',
        'Europe/Zurich, or remove it'
      ]
    ]
  },
  {
    check: limitsCheck,
    ills: [
      [withMachine({ openFiles: 1024 }), 'warning', 'at most 1024 open files of a process; 4096', 'ulimit -n'],
      [withMachine({ processes: 100 }), 'warning', 'at most 100 processes of the user', 'ulimit -u'],
      [withMachine({ watches: 8191 }), 'warning', 'at most 8191 watched folders', 'fs.inotify.max_user_watches=65536'],
      [withMachine({ watchers: 16 }), 'warning', 'at most 16 watchers', 'fs.inotify.max_user_instances=512']
    ]
  },
  { check: memoryCheck, ills: [[withMachine({ memory: 512 * MIB }), 'warning', '512 MiB for everything here', '1 GiB or more']] },
  { check: controlGroupsCheck, ills: [] }
] satisfies readonly { check: typeof clockCheck; ills: Ill[] }[])('$check.name', ({ check, ills }) => {
  it('finds nothing wrong where all is well', async () => {
    expect((await told(check, WELL)).map(({ state, remedy }) => [state, remedy])).toEqual([['ok', null]]);
  });

  it.each(ills as Ill[])('%# tells what is wrong and what to do', async (context, state, found, remedy) => {
    expect(await told(check, context)).toEqual([
      expect.objectContaining({ state, found: expect.stringContaining(found) as string, remedy: expect.stringContaining(remedy) as string })
    ]);
  });
});

it('tells as a note where no control groups can be made', async () => {
  expect(await told(controlGroupsCheck, withMachine({ controlGroups: null }))).toMatchObject([
    { state: 'ok', found: expect.stringContaining('none can be made by this user') as string }
  ]);
  expect(await told(controlGroupsCheck, withMachine({ platform: 'darwin' }))).toEqual([]);
});

it('takes a state directory that is not there yet for one that will be made', async () => {
  const context = withFolder({ path: '/home/ada/.local/state/peach-lab', nearest: '/home', isOwn: false, othersMayWrite: true });

  expect(await told(stateDirectoryCheck, context)).toMatchObject([
    { state: 'ok', found: expect.stringContaining('not there yet') as string }
  ]);
  expect(await told(stateDirectoryCheck, withFolder({ path: '/home/ada', nearest: '/home', refusal: 'EROFS' }))).toMatchObject([
    { state: 'problem', found: 'the disk of /home is mounted read-only' }
  ]);
});

it('says nothing of a disk that does not tell what is free', async () => {
  expect(await told(stateDirectoryCheck, withFolder({ free: null, freeFiles: null }))).toMatchObject([
    { state: 'ok', found: WELL_FOLDER.path }
  ]);
});

it('does not look at the state directory of a scheduler that was named by its address', async () => {
  const context = { ...WELL, state: null };

  expect([...(await told(stateDirectoryCheck, context)), ...(await told(storeCheck, context))]).toEqual([]);
});
