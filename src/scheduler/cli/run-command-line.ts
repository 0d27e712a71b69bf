import { formatHelp, formatOverview, synopsis } from './arguments/format-help';
import { findCommand, type FoundCommand } from './arguments/find-command';
import { parseOptions } from './arguments/parse-options';
import { HELP_OPTION, VERSION_OPTION } from './arguments/shared-options';
import type { Command } from './arguments/command';
import type { CommandIo, Program, Surroundings } from './command-io';
import { ALL_COMMANDS } from './commands/all-commands';
import { helpCommand } from './commands/help';
import { versionCommand } from './commands/version';
import { EXIT, fail, type Reply } from './exit-codes';
import { createOutput, isBrokenPipe } from './print/output';

const COMMANDS: readonly Command[] = [...ALL_COMMANDS, helpCommand];

/** Does what `argv` (without the program's own name) asks for; answers the exit code. */
export async function runCommandLine(argv: readonly string[], io: CommandIo, program: Program): Promise<number> {
  const out = createOutput(io.stdout);
  const err = createOutput(io.stderr);
  const signal = AbortSignal.any([io.signal, out.closed]);
  const reply = await dispatch(argv, { program, out, err, signal, environment: io.environment, cwd: io.cwd });
  if (out.closed.aborted) {
    return isBrokenPipe(out.closed.reason) ? EXIT.good : complain(err, `can’t write the output: ${String(out.closed.reason)}`);
  }
  if (reply.ok) {
    return reply.value;
  }
  if (io.signal.aborted) {
    return EXIT.interrupted;
  }
  await err.line(`peach: ${reply.failure.message}`);
  return reply.failure.exit;
}

async function complain(err: Surroundings['err'], message: string): Promise<number> {
  await err.line(`peach: ${message}`);
  return EXIT.failed;
}

async function dispatch(argv: readonly string[], surroundings: Surroundings): Promise<Reply<number>> {
  const found = findCommand(argv, COMMANDS);
  if (!found.ok) {
    return found;
  }
  return found.value === null ? withoutCommand(argv, surroundings) : runCommand(found.value, surroundings);
}

async function withoutCommand(argv: readonly string[], surroundings: Surroundings): Promise<Reply<number>> {
  const parsed = parseOptions(argv, { ...HELP_OPTION, ...VERSION_OPTION });
  if (!parsed.ok) {
    return parsed;
  }
  const { help, version } = parsed.value.values;
  if (version === true) {
    return versionCommand.run({ ...surroundings, given: {}, options: {} });
  }
  if (help !== true) {
    return fail(EXIT.usage, `a command is missing\n\n${formatOverview(COMMANDS)}`);
  }
  await surroundings.out.line(formatOverview(COMMANDS));
  return { ok: true, value: EXIT.good };
}

async function runCommand({ command, args }: FoundCommand, surroundings: Surroundings): Promise<Reply<number>> {
  const parsed = parseOptions(args, { ...command.options, ...HELP_OPTION });
  if (!parsed.ok) {
    return parsed;
  }
  if (parsed.value.values.help === true) {
    await surroundings.out.line(formatHelp(command));
    return { ok: true, value: EXIT.good };
  }
  const { positionals, values } = parsed.value;
  const names = [...command.arguments, ...(command.optional ?? [])];
  const missing = command.arguments[positionals.length];
  const tooMany = positionals[names.length];
  if (missing !== undefined || tooMany !== undefined) {
    return fail(
      EXIT.usage,
      `${missing === undefined ? `${tooMany ?? ''} is one argument too many` : `${missing} is missing`}; usage: ${synopsis(command)}`
    );
  }
  const given = Object.fromEntries(positionals.map((value, place) => [names[place] ?? '', value]));
  return command.run({ ...surroundings, given, options: values });
}
