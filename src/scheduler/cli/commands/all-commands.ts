import type { Command } from '../arguments/command';
import { logsCommand } from './logs';
import { runCommand } from './run';
import { runsCommand } from './runs';
import { runsShowCommand } from './runs-show';
import { serveCommand } from './serve';
import { shutdownCommand } from './shutdown';
import { stopCommand } from './stop';
import { tasksCommand } from './tasks';
import { validateCommand } from './validate';
import { versionCommand } from './version';

/** Every command but `help`, in the order of the help. */
export const ALL_COMMANDS: readonly Command[] = [
  serveCommand,
  shutdownCommand,
  validateCommand,
  runCommand,
  tasksCommand,
  runsCommand,
  runsShowCommand,
  logsCommand,
  stopCommand,
  versionCommand
];
