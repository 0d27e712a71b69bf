import type { OptionTable } from './command';

/** Which scheduler a command talks to. */
export const CONNECTION_OPTIONS = {
  state: { type: 'string', value: 'DIR', help: 'state directory of the scheduler (default: $XDG_STATE_HOME/peach-lab)' },
  url: { type: 'string', value: 'URL', help: 'address of the scheduler, instead of a state directory' },
  'token-env': { type: 'string', value: 'NAME', help: 'environment variable with its secret, together with --url' }
} as const satisfies OptionTable;

export const JSON_OPTION = {
  json: { type: 'boolean', help: 'print the API’s own objects, as one JSON document' }
} as const satisfies OptionTable;

/** What is understood without a command. */
export const VERSION_OPTION = {
  version: { type: 'boolean', help: 'print the version of this program' }
} as const satisfies OptionTable;

/** What every command understands, without declaring it. */
export const HELP_OPTION = { help: { type: 'boolean', short: 'h', help: 'show this help' } } as const satisfies OptionTable;
