import { spawn, type ChildProcess } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { moment } from '../world/moment';
import { endAllOf, FOLDER_VARIABLE } from './end-all-of';
import type { ProgressMessage } from './progress';

/** What is run under guard. Times in milliseconds. */
export type Guarded = {
  /** A program that tells its progress by the channel of its parent, and its arguments. */
  readonly command: readonly [string, ...string[]];
  /** Holds all it makes, and names it to all it starts. */
  readonly folder: string;
  /** That it may take. */
  readonly limit: number;
  /** True: all of it together; else since it last began afresh. */
  readonly once: boolean;
  /** That it may take to end in order when it is asked to. */
  readonly orderly: number;
  readonly tell: (words: string) => void;
  /** Ends it before. */
  readonly signal: AbortSignal;
};

/** How it ended: with an exit code of its own, or otherwise. */
export type GuardedEnd = { readonly code: number } | { readonly code: null; readonly why: string };

const LOOK_EVERY = 50;
/** Milliseconds in which a killed process is gone, unless it waits in the kernel: then nobody waits for it. */
const DYING = 5_000;

/**
 * Runs a command in a process of its own until it ends or its time is over, and leaves nothing running. From outside:
 * whatever that process waits for, and even if it does nothing any more, it ends.
 */
export async function guard(guarded: Guarded): Promise<GuardedEnd> {
  const { command, folder, tell } = guarded;
  const [program, ...args] = command;
  const child = spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, [FOLDER_VARIABLE]: folder }
  });
  const forced = await untilEnded(child, guarded);
  if (forced !== null) {
    tell(forced);
    await end(child, guarded.orderly);
  }
  (await endAllOf(folder)).forEach(process => tell(`left behind, ended: ${process}`));
  const code = forced === null ? child.exitCode : null;
  return code === null ? { code, why: forced ?? `it was ended by ${child.signalCode ?? 'nobody'}` } : { code };
}

/** Resolves with why it must not go on; null once it has ended. */
async function untilEnded(child: ChildProcess, { limit, once, signal }: Guarded): Promise<string | null> {
  const state = { doing: [] as readonly string[], deadline: moment() + limit, problem: null as string | null };
  child.once('error', error => (state.problem = error.message));
  child.on('message', ({ doing, fresh }: ProgressMessage) => {
    state.doing = doing;
    state.deadline = fresh && !once ? moment() + limit : state.deadline;
  });
  while (isRunning(child) && state.problem === null) {
    if (signal.aborted) {
      return 'it was asked to end';
    }
    if (moment() > state.deadline) {
      return `it has not ended within ${limit / 60_000} min; it waited for: ${state.doing.join('; ') || 'nothing that it tells'}`;
    }
    await pause(LOOK_EVERY);
  }
  return state.problem;
}

function isRunning({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode === null && signalCode === null;
}

async function end(child: ChildProcess, orderly: number): Promise<void> {
  child.kill('SIGTERM');
  child.kill('SIGCONT');
  await untilGone(child, orderly);
  child.kill('SIGKILL');
  await untilGone(child, DYING);
}

async function untilGone(child: ChildProcess, patience: number): Promise<void> {
  for (const deadline = moment() + patience; isRunning(child) && moment() < deadline;) {
    await pause(LOOK_EVERY);
  }
}
