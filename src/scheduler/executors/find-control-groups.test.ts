import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findControlGroups } from './find-control-groups';

describe('folders for control groups', () => {
  let root: string;
  const groupAt = (path: string): string => {
    mkdirSync(join(root, path), { recursive: true });
    writeFileSync(join(root, path, 'cgroup.procs'), '');
    return join(root, path);
  };
  const mount = (point: string, kind: string, inside = '/'): string =>
    `30 23 0:28 ${inside} ${root}/${point} rw,relatime shared:9 - ${kind}`;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'peach-groups-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('is the own group of version 2, as under systemd', () => {
    const own = groupAt('user.slice/user-1000.slice/user@1000.service/app.slice');

    const folders = findControlGroups({
      cgroup: '0::/user.slice/user-1000.slice/user@1000.service/app.slice\n',
      mountinfo: `22 27 0:21 / /proc rw,relatime - proc proc rw\n${mount('', 'cgroup2 cgroup2 rw,nsdelegate')}\n`
    });

    expect(folders).toEqual([own]);
  });

  it('prefers version 2 where both are there, and knows the freezer of version 1', () => {
    groupAt('unified');
    groupAt('freezer/batch');
    groupAt('cpu');

    const folders = findControlGroups({
      cgroup: '6:freezer:/batch\n1:cpu,cpuacct:/\n0::/\n',
      mountinfo: [
        mount('freezer', 'cgroup cgroup rw,freezer'),
        mount('unified', 'cgroup2 none rw'),
        mount('cpu', 'cgroup none rw,cpu')
      ].join('\n')
    });

    expect(folders).toEqual([join(root, 'unified'), join(root, 'freezer/batch')]);
  });

  it('is found in a container that sees only its own branch', () => {
    const own = groupAt('inner');

    const folders = findControlGroups({ cgroup: '0::/docker/4711/inner\n', mountinfo: mount('', 'cgroup2 cgroup rw', '/docker/4711') });

    expect(folders).toEqual([own]);
  });

  it('may have blanks in its path', () => {
    const own = groupAt('with blank');

    expect(findControlGroups({ cgroup: '0::/\n', mountinfo: mount('with\\040blank', 'cgroup2 cgroup rw') })).toEqual([own]);
  });

  it('is nowhere without control groups, or where the own one is not to be seen', () => {
    expect(findControlGroups({ cgroup: '', mountinfo: '' })).toEqual([]);
    expect(findControlGroups({ cgroup: '0::/../other\n', mountinfo: mount('gone', 'cgroup2 cgroup rw') })).toEqual([]);
  });

  it('answers on this machine too, whatever it has', () => {
    expect(Array.isArray(findControlGroups())).toBe(true);
  });
});
