import type { Configuration } from '../../protocol/configuration';
import type { CheckedHalf } from '../../protocol/doctor';
import type { AddressLook } from './look/look-at-address';
import type { FolderLook } from './look/look-at-folder';
import type { ProgramAnswer } from './look/run-program';
import type { PythonLook } from './look/look-at-python';
import type { SchedulerLook } from './look/look-at-scheduler';
import type { Finding } from './finding';
import type { StoreLook } from './look/look-at-store';

/** The state directory on this machine. */
export type StateLook = {
  readonly directory: string;
  readonly folder: FolderLook;
  readonly address: AddressLook;
  /** Pid of the process that has the lock, as the kernel tells it; null where nobody has it, or where it doesn't tell. */
  readonly ownerPid: number | null;
  /** Null where it was not opened, because a scheduler has it. */
  readonly store: StoreLook | null;
  /** The file that was written last; null where there is none. */
  readonly newest: { readonly file: string; readonly writtenAt: number } | null;
};

/** `file` null: none was named. Null configuration: `problems` tells why, a line each. */
export type ConfigurationLook = {
  readonly file: string | null;
  readonly configuration: Configuration | null;
  readonly problems: readonly string[];
};

/** This machine, as the programs here see it. Times in milliseconds, sizes in bytes. */
export type MachineLook = {
  readonly platform: string;
  readonly nodeVersion: string;
  readonly now: number;
  /** Variable TZ; null where it is not set. */
  readonly timeZone: string | null;
  readonly memory: number;
  readonly temporary: FolderLook;
  /** Null where the system doesn't tell. */
  readonly openFiles: number | null;
  readonly processes: number | null;
  readonly watches: number | null;
  readonly watchers: number | null;
  /** Folder in which the kernel lets this user make control groups; null where there is none. */
  readonly controlGroups: string | null;
};

/** All that the checks judge. What they ask is gathered once; git and uv are run by the checks themselves. */
export type DoctorContext = {
  /** Of this program. */
  readonly version: string;
  /** Of the store, the newest that this program knows. */
  readonly storeForm: number;
  readonly machine: MachineLook;
  readonly python: PythonLook;
  readonly configuration: ConfigurationLook;
  /** Null where the scheduler was named by its address. */
  readonly state: StateLook | null;
  readonly scheduler: SchedulerLook;
  /** Whether the network beyond this machine may be asked. */
  readonly online: boolean;
  /** Repository of the current folder; null where it is in none. */
  readonly currentRepository: string | null;
  /** Path of uv; null where it is not installed. */
  readonly uvPath: string | null;
  /** Milliseconds that clocks in a time zone are ahead of UTC; null where there is no such zone. */
  readonly offsetOf: (zone: string, time: number) => number | null;
  readonly git: (args: readonly string[]) => Promise<ProgramAnswer>;
  readonly uv: (args: readonly string[], input?: string) => Promise<ProgramAnswer>;
};

/** One thing to look at. Answers nothing where it does not apply. */
export type Check = {
  readonly name: string;
  readonly half: CheckedHalf;
  readonly look: (context: DoctorContext) => readonly Finding[] | Promise<readonly Finding[]>;
};
