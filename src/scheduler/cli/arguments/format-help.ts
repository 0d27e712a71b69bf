import type { Command, OptionTable } from './command';
import { HELP_OPTION } from './shared-options';

/** `peach runs TASK [options]`. */
export function synopsis(command: Command): string {
  const optional = (command.optional ?? []).map(name => `[${name}]`);
  return [
    'peach',
    command.name,
    ...command.arguments,
    ...optional,
    ...(Object.keys(command.options).length === 0 ? [] : ['[options]'])
  ].join(' ');
}

/** The help of one command. */
export function formatHelp(command: Command): string {
  const options = optionLines({ ...command.options, ...HELP_OPTION });
  const notes = command.notes === undefined ? [] : ['', command.notes];
  return [`usage: ${synopsis(command)}`, '', command.summary, ...notes, '', 'options:', ...options].join('\n');
}

/** The help of all commands. */
export function formatOverview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(command => command.name.length));
  const lines = commands.map(command => `  ${command.name.padEnd(width)}  ${command.summary}`);
  const codes =
    'exit codes: 0 good, 1 the run failed or a definition is wrong, 2 wrong usage, 3 the scheduler can’t be reached, 124 timed out';
  return ['usage: peach COMMAND [options]', '', ...lines, '', '`peach help COMMAND` tells more.', codes].join('\n');
}

function optionLines(options: OptionTable): readonly string[] {
  const heads = Object.entries(options).map(([name, option]) => {
    const short = option.short === undefined ? '' : `-${option.short}, `;
    return { head: `${short}--${name}${option.type === 'boolean' ? '' : ` ${option.value}`}`, help: option.help };
  });
  const width = Math.max(...heads.map(({ head }) => head.length));
  return heads.map(({ head, help }) => `  ${head.padEnd(width)}  ${help}`);
}
