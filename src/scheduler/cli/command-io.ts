import type { Writable } from 'node:stream';
import type { DoctorReport } from '../../protocol/doctor';
import type { IModuleFinder, INameChecker } from '../ports';
import type { IOutput } from './print/output';

/** The outside of a command line. */
export type CommandIo = {
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the current folder. */
  readonly cwd: string;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
};

/** What `peach serve` was asked for; null where nothing was said. Paths are absolute. */
export type ServeOptions = {
  readonly config: string | null;
  readonly stateDir: string | null;
  /** Started by a Jupyter server: it lives as long as one is attached. */
  readonly forJupyter: boolean;
  readonly keepRunning: boolean;
};

/** What `peach doctor` was asked for; null where nothing was said. Paths are absolute. */
export type ExamineOptions = {
  readonly config: string | null;
  readonly stateDir: string | null;
  /** A scheduler that is named by its address; then nothing of a state directory is looked at. */
  readonly scheduler: { readonly url: string; readonly token: string } | null;
  /** Whether the network beyond this machine may be asked. */
  readonly online: boolean;
};

/** What the command line can't do itself. */
export type Program = {
  readonly version: string;
  /** Serves until it is asked to end; answers the exit code. */
  serve(options: ServeOptions): Promise<number>;
  /** Looks at everything that has to be right. Never rejects. */
  examine(options: ExamineOptions): Promise<DoctorReport>;
  /** What looks at the code of tasks. */
  readonly names: INameChecker;
  readonly modules: IModuleFinder;
};

/** What a running command has. */
export type Surroundings = {
  readonly program: Program;
  readonly out: IOutput;
  readonly err: IOutput;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Aborted by Ctrl-C, and when nobody reads the output any more. */
  readonly signal: AbortSignal;
};
