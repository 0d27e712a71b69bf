import { readdir, readFile } from 'node:fs/promises';

/** Milliseconds of a tick in which Linux tells times, of all systems. */
const TICK = 10;

/** Milliseconds of processor time that the processes of a group, and the children they waited for, have had; null where there is no /proc. */
export async function groupWork(group: number): Promise<number | null> {
  const names = await readdir('/proc').catch(() => null);
  if (names === null) {
    return null;
  }
  const texts = names.filter(name => /^\d+$/.test(name)).map(name => readFile(`/proc/${name}/stat`, 'utf8').catch(() => ''));
  // What comes after the name of the program, which may hold anything: state, parent, group, …
  const processes = (await Promise.all(texts)).map(text => text.slice(text.lastIndexOf(')') + 2).split(' '));
  const ticks = processes.filter(fields => fields[2] === String(group)).flatMap(fields => fields.slice(11, 15).map(Number));
  return ticks.reduce((sum, count) => sum + count, 0) * TICK;
}
