import { defineCommand } from '../arguments/command';
import { findCommand } from '../arguments/find-command';
import { formatHelp, formatOverview } from '../arguments/format-help';
import { EXIT } from '../exit-codes';
import { ALL_COMMANDS } from './all-commands';

export const helpCommand = defineCommand({
  name: 'help',
  summary: 'Show what a command does and takes',
  arguments: [],
  optional: ['COMMAND', 'SUBCOMMAND'],
  options: {},
  run: async ({ given, out }) => {
    const words = [given.COMMAND, given.SUBCOMMAND].filter(word => word !== undefined);
    const found = findCommand(words, [...ALL_COMMANDS, helpCommand]);
    if (!found.ok) {
      return found;
    }
    await out.line(found.value === null ? formatOverview([...ALL_COMMANDS, helpCommand]) : formatHelp(found.value.command));
    return { ok: true, value: EXIT.good };
  }
});
