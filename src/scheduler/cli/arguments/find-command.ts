import { didYouMean } from '../../../core/yaml/nearest-word';
import { EXIT, fail, type Reply } from '../exit-codes';
import type { Command } from './command';
import { CONNECTION_OPTIONS, HELP_OPTION, JSON_OPTION } from './shared-options';

/** A command, and the arguments without its words. */
export type FoundCommand = { readonly command: Command; readonly args: readonly string[] };

/** Options that may stand before the command, with whether a value follows. */
const BEFORE = { ...CONNECTION_OPTIONS, ...JSON_OPTION, ...HELP_OPTION };

/** The command that `argv` names by its first words; null where it names none. */
export function findCommand(argv: readonly string[], commands: readonly Command[]): Reply<FoundCommand | null> {
  const place = placeOfCommand(argv);
  const first = argv[place];
  if (first === undefined) {
    return { ok: true, value: null };
  }
  const both = commands.find(command => command.name === `${first} ${argv[place + 1] ?? ''}`);
  const command = both ?? commands.find(candidate => candidate.name === first);
  if (command === undefined) {
    const names = commands.map(candidate => candidate.name);
    const near = didYouMean(first, names);
    return fail(EXIT.usage, `unknown command ${first}; use ${names.join(', ')}${near === null ? '' : ` (${near})`}`);
  }
  const words = both === undefined ? 1 : 2;
  return { ok: true, value: { command, args: [...argv.slice(0, place), ...argv.slice(place + words)] } };
}

/** Where the first word that is neither an option nor its value stands. */
function placeOfCommand(argv: readonly string[]): number {
  let place = 0;
  while (argv[place]?.startsWith('-') === true) {
    const name = (argv[place] ?? '').slice(2);
    const takesValue = Object.entries(BEFORE).some(([known, { type }]) => known === name && type === 'string');
    place += takesValue ? 2 : 1;
  }
  return place;
}
