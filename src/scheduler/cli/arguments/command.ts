import type { Reply } from '../exit-codes';
import type { Surroundings } from '../command-io';

/** An option of a command; `value` names what follows it in the help. A list may be given several times. */
type OptionSpecification =
  | { readonly type: 'boolean'; readonly short?: string; readonly help: string }
  | { readonly type: 'string'; readonly short?: string; readonly value: string; readonly help: string }
  | { readonly type: 'list'; readonly short?: string; readonly value: string; readonly help: string };

export type OptionTable = Readonly<Record<string, OptionSpecification>>;

/** Options as they were given: texts null, switches false, lists empty where they were not. */
export type OptionValues<Options extends OptionTable> = {
  readonly [Name in keyof Options]: ValueOf<Options[Name]['type']>;
};

type ValueOf<Type> = Type extends 'boolean' ? boolean : Type extends 'list' ? readonly string[] : string | null;

/** One use of a command, its arguments checked. */
type Invocation<Options extends OptionTable, Names extends string, Further extends string> = Surroundings & {
  readonly options: OptionValues<Options>;
  /** Arguments by name. */
  readonly given: Readonly<Record<Names, string> & Partial<Record<Further, string>>>;
};

/** One command: what the parser and the help need, and what it does. Answers the exit code, or why it could not do it. */
export type Command<Options extends OptionTable = OptionTable, Names extends string = string, Further extends string = string> = {
  /** Its words, e.g. `runs show`. */
  readonly name: string;
  readonly summary: string;
  /** What else is worth knowing, for its help. */
  readonly notes?: string;
  /** Names of the arguments that it needs, in capitals. */
  readonly arguments: readonly Names[];
  /** Names of those that may follow. */
  readonly optional?: readonly Further[];
  readonly options: Options;
  run(invocation: Invocation<Options, Names, Further>): Promise<Reply<number>>;
};

/** A command whose `run` gets its options and arguments typed by what it declares. */
export function defineCommand<const Options extends OptionTable, const Names extends string = never, const Further extends string = never>(
  command: Command<Options, Names, Further>
): Command {
  return command;
}
