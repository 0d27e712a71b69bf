/** File systems that are no place for a store, as Linux numbers them (statfs(2)). */
const KINDS: Readonly<Record<number, { readonly name: string; readonly kept: 'remote' | 'memory' }>> = {
  0x6969: { name: 'NFS', kept: 'remote' },
  0x517b: { name: 'SMB', kept: 'remote' },
  0xff534d42: { name: 'CIFS', kept: 'remote' },
  0xfe534d42: { name: 'SMB', kept: 'remote' },
  0x65735546: { name: 'FUSE', kept: 'remote' },
  0x01021997: { name: '9P', kept: 'remote' },
  0x00c36400: { name: 'Ceph', kept: 'remote' },
  0x0bd00bd0: { name: 'Lustre', kept: 'remote' },
  0x5346414f: { name: 'AFS', kept: 'remote' },
  0x01021994: { name: 'tmpfs', kept: 'memory' },
  0x858458f6: { name: 'ramfs', kept: 'memory' }
};

/** Null where nothing speaks against it. */
export function fileSystemOf(kind: number): (typeof KINDS)[number] | null {
  return KINDS[kind >>> 0] ?? null;
}
