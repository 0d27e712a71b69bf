import { setTimeout as pause } from 'node:timers/promises';
import { moment } from '../world/moment';
import { allPids, commandOf, environmentOf, sendSignal } from '../world/processes';

/** Names the folder of the world to everything that the harness starts, and that starts something in turn. */
export const FOLDER_VARIABLE = 'PEACH_CHAOS_FOLDER';
/** What a run has of it, whose variables are the scheduler's choice. */
const DATA_VARIABLE = 'PEACH_DATA_DIR';

/** Milliseconds in which a killed process is gone, unless it waits in the kernel. */
const PATIENCE = 15_000;
const LOOK_EVERY = 50;

/** Kills every process of the world in `folder` until nobody is left; answers their commands. Nobody else is touched, not even one who only reads its files. */
export async function endAllOf(folder: string): Promise<readonly string[]> {
  const commands = new Map<number, string>();
  const find = (): readonly number[] => allPids().filter(pid => pid !== process.pid && isOf(folder, pid));
  const deadline = moment() + PATIENCE;
  for (let left = find(); left.length > 0 && moment() < deadline; left = find()) {
    left.forEach(pid => {
      commands.set(pid, commandOf(pid));
      sendSignal(pid, 'SIGKILL');
    });
    await pause(LOOK_EVERY);
  }
  return [...commands].map(([pid, command]) => `${pid} ${command}`);
}

/** Who has the variable, or runs a program of the folder: what is forked from a warm parent shows that, and no variable of its own. */
function isOf(folder: string, pid: number): boolean {
  return (
    commandOf(pid).startsWith(`${folder}/`) ||
    environmentOf(pid).some(variable => variable === `${FOLDER_VARIABLE}=${folder}` || variable.startsWith(`${DATA_VARIABLE}=${folder}/`))
  );
}
