import type { Writable } from 'node:stream';
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

/** What the command line can't do itself. */
export type Program = {
  readonly version: string;
  /** Serves until it is asked to end; answers the exit code. */
  serve(options: ServeOptions): Promise<number>;
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
