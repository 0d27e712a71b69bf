import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { plainMountText } from '../../core/mounts/mount-points';

/** Of version 1, the controllers that are good for no more than to keep processes together. The freezer also stops them. */
const CONTROLLERS = ['freezer', 'pids', 'name=systemd'];

/** The texts of /proc/self/cgroup and /proc/self/mountinfo. */
type OwnGroups = { readonly cgroup: string; readonly mountinfo: string };

/** Folders of this process's own control groups, in which further ones may be made; version 2 first. Empty where there are none. */
export function findControlGroups(texts: OwnGroups = ownGroups()): readonly string[] {
  const mounts = texts.mountinfo.split('\n').flatMap(line => parseMount(line));
  const paths = texts.cgroup.split('\n').flatMap(line => parsePath(line));
  const folders = ['', ...CONTROLLERS].flatMap(controller => {
    const mount = mounts.find(({ controllers }) => controllers.includes(controller));
    const path = paths.find(({ controllers }) => controllers.includes(controller))?.path;
    return mount === undefined || path === undefined ? [] : [resolve(mount.point, `.${within(mount.root, path)}`)];
  });
  return folders.filter(folder => existsSync(join(folder, 'cgroup.procs')));
}

/** A container often sees only its own branch of the tree. */
function within(root: string, path: string): string {
  return root !== '/' && path.startsWith(root) ? path.slice(root.length) : path;
}

/** `controllers` is the empty text alone for version 2. */
type Mount = { readonly root: string; readonly point: string; readonly controllers: readonly string[] };

function parseMount(line: string): readonly Mount[] {
  const [place = '', kind = ''] = line.split(' - ');
  const [, , , root = '', point = ''] = place.split(' ').map(plainMountText);
  const [type, , options = ''] = kind.split(' ');
  if (type === 'cgroup2') {
    return [{ root, point, controllers: [''] }];
  }
  return type === 'cgroup' ? [{ root, point, controllers: options.split(',') }] : [];
}

function parsePath(line: string): readonly { readonly controllers: readonly string[]; readonly path: string }[] {
  const match = /^\d+:([^:]*):(\/.*)$/.exec(line);
  return match === null ? [] : [{ controllers: (match[1] ?? '').split(','), path: match[2] ?? '' }];
}

function ownGroups(): OwnGroups {
  return { cgroup: readOrEmpty('/proc/self/cgroup'), mountinfo: readOrEmpty('/proc/self/mountinfo') };
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
