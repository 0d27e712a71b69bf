import type { Check } from '../doctor-context';
import { good, problem, warning, type Finding } from '../finding';
import { fileSystemOf } from '../file-systems';
import type { FolderLook } from '../look/look-at-folder';

const MIB = 1024 ** 2;
/** Below this the scheduler starts no run. */
const RESERVE = 16 * MIB;
const LITTLE = 1024 * MIB;
/** A run takes about ten files, a working copy as many as the repository has. */
const FEW_FILES = 1000;
const SOME_FILES = 20_000;

/** `whose`: how a person moves it elsewhere. */
type Place = { readonly what: string; readonly elsewhere: string };

const STATE: Place = { what: 'the state directory', elsewhere: 'choose another state directory with --state or PEACH_STATE_DIR' };
const TEMPORARY: Place = { what: 'the temporary folder', elsewhere: 'let TMPDIR name another folder' };

export const stateDirectoryCheck: Check = {
  name: 'state directory',
  half: 'scheduler',
  look: ({ state }) => (state === null ? [] : [judgeState(state.folder)])
};

export const temporaryFolderCheck: Check = {
  name: 'temporary folder',
  half: 'scheduler',
  look: ({ machine: { temporary } }) => [judgeTemporary(temporary)]
};

function judgeState(folder: FolderLook): Finding {
  return judgeFolder(folder, STATE) ?? judgeRights(folder) ?? judgeKind(folder) ?? good(describe(folder));
}

/** Nobody makes this one. */
function judgeTemporary(folder: FolderLook): Finding {
  const { path, nearest } = folder;
  return path === nearest
    ? (judgeFolder(folder, TEMPORARY) ?? good(describe(folder)))
    : problem(`TMPDIR names ${path}, which is not there`, `run \`mkdir -p ${path}\`, or let TMPDIR name another folder`);
}

function judgeFolder(folder: FolderLook, place: Place): Finding | null {
  return judgeWriting(folder, place) ?? judgeRoom(folder);
}

function judgeWriting({ path, nearest, isFolder, refusal }: FolderLook, { what, elsewhere }: Place): Finding | null {
  if (refusal === 'ENOTDIR' || refusal === 'EEXIST' || (refusal === null && !isFolder)) {
    return problem(`${nearest} is no folder`, `remove the file that stands there, or ${elsewhere}`);
  }
  if (refusal === 'ENOSPC' || refusal === 'EDQUOT') {
    return full(path, refusal === 'EDQUOT' ? 'the user’s quota is used up' : 'nothing more can be written');
  }
  if (refusal === 'EROFS') {
    return problem(`the disk of ${nearest} is mounted read-only`, 'see in `dmesg` why the system did so, then mount it writable again');
  }
  if (refusal === 'EACCES' || refusal === 'EPERM') {
    return problem(
      `${nearest} can’t be written by this user`,
      `give it to the scheduler’s user with \`chown\` or \`chmod u+rwX\`, or ${elsewhere}`
    );
  }
  return refusal === null ? null : problem(`${what} ${path} can’t be used (${refusal})`, `mend it, or ${elsewhere}`);
}

function judgeRoom({ path, free, freeFiles }: FolderLook): Finding | null {
  if (free !== null && free < RESERVE) {
    return full(path, `${megabytes(free)} are free, and no run is started below 16 MiB`);
  }
  if (freeFiles !== null && freeFiles < FEW_FILES) {
    return problem(
      `the disk of ${path} has room for ${freeFiles} more files (inodes)`,
      'remove files there: many small ones, not large ones'
    );
  }
  if (free !== null && free < LITTLE) {
    return warning(
      `the disk of ${path} has ${megabytes(free)} left`,
      'free some space: environments and working copies take hundreds of MiB'
    );
  }
  return freeFiles !== null && freeFiles < SOME_FILES
    ? warning(`the disk of ${path} has room for ${freeFiles} more files (inodes)`, 'remove files there: many small ones, not large ones')
    : null;
}

function full(path: string, why: string): Finding {
  return problem(`the disk of ${path} is full: ${why}`, 'free some space; a scheduler that runs goes on by itself then');
}

function judgeRights({ path, nearest, isOwn, othersMayWrite }: FolderLook): Finding | null {
  if (path !== nearest) {
    return null;
  }
  if (!isOwn) {
    return problem(
      `${path} belongs to another user`,
      `ask as the user of the scheduler, or give it back with \`chown -R "$USER" ${path}\``
    );
  }
  return othersMayWrite
    ? problem(`others than its owner may write in ${path}, and so decide what runs as this user`, `run \`chmod 700 ${path}\``)
    : null;
}

function judgeKind({ path, kind }: FolderLook): Finding | null {
  const system = fileSystemOf(kind);
  if (system?.kept === 'remote') {
    return warning(
      `${path} is on ${system.name}, where locks and SQLite can’t be relied on`,
      'move the state directory to a local disk: `peach shutdown`, copy it, and name it with --state or PEACH_STATE_DIR'
    );
  }
  return system?.kept === 'memory'
    ? warning(`${path} is in memory (${system.name}): history and data are gone after a restart of the machine`, STATE.elsewhere)
    : null;
}

function describe({ path, nearest, free }: FolderLook): string {
  const room = free === null ? '' : `, ${megabytes(free)} free`;
  return path === nearest ? `${path}${room}` : `${path}, not there yet; it is made at the first start${room}`;
}

function megabytes(bytes: number): string {
  return bytes >= 10 * 1024 * MIB ? `${Math.floor(bytes / (1024 * MIB))} GiB` : `${Math.floor(bytes / MIB)} MiB`;
}
