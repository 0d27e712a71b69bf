import type { Command } from '../arguments/command';
import { doctorCommand } from './doctor';
import { logsCommand } from './logs';
import { pauseCommand, resumeCommand } from './pause';
import { runCommand } from './run';
import { runsCommand } from './runs';
import { runsShowCommand } from './runs-show';
import { serveCommand } from './serve';
import { shutdownCommand } from './shutdown';
import { stopCommand } from './stop';
import { tasksCommand } from './tasks';
import { tasksDueCommand } from './tasks-due';
import { validateCommand } from './validate';
import { versionCommand } from './version';

/** Every command but `help`, in the order of the help. */
export const ALL_COMMANDS: readonly Command[] = [
  serveCommand,
  shutdownCommand,
  validateCommand,
  runCommand,
  tasksCommand,
  tasksDueCommand,
  runsCommand,
  runsShowCommand,
  logsCommand,
  stopCommand,
  pauseCommand,
  resumeCommand,
  doctorCommand,
  versionCommand
];
