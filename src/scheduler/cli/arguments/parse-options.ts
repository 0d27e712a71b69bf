import { parseArgs } from 'node:util';
import { didYouMean } from '../../../core/yaml/nearest-word';
import { EXIT, fail, type Reply } from '../exit-codes';
import type { OptionTable } from './command';

type OptionValue = string | boolean | readonly string[] | null;

/** Options and the rest of a command line. */
export type ParsedOptions = {
  readonly values: Readonly<Record<string, OptionValue>>;
  readonly positionals: readonly string[];
};

/** Reads `args` by `options`; what is unknown or incomplete is refused with what is allowed. */
export function parseOptions(args: readonly string[], options: OptionTable): Reply<ParsedOptions> {
  const { tokens } = parseArgs({ args: [...args], options: nodeOptions(options), strict: false, allowPositionals: true, tokens: true });
  const values: Record<string, OptionValue> = Object.fromEntries(Object.entries(options).map(([name, { type }]) => [name, ABSENT[type]]));
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      const value = readOption(token, options);
      if (!value.ok) {
        return value;
      }
      const before = values[token.name];
      values[token.name] = Array.isArray(before) ? [...(before as readonly string[]), String(value.value)] : value.value;
    }
  }
  return { ok: true, value: { values, positionals } };
}

const ABSENT = { boolean: false, string: null, list: [] } as const;

type OptionToken = {
  readonly name: string;
  readonly rawName: string;
  readonly value: string | undefined;
  readonly inlineValue: boolean | undefined;
};

function readOption({ name, rawName, value, inlineValue }: OptionToken, options: OptionTable): Reply<string | boolean> {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    return fail(EXIT.usage, `unknown option ${rawName}; ${allowed(rawName, options)}`);
  }
  if (option.type === 'boolean') {
    return value === undefined ? { ok: true, value: true } : fail(EXIT.usage, `${rawName} takes no value`);
  }
  if (value === undefined || (inlineValue !== true && /^-./.test(value))) {
    return fail(EXIT.usage, `${rawName} needs a value: ${rawName} ${option.value}`);
  }
  return { ok: true, value };
}

function allowed(rawName: string, options: OptionTable): string {
  const names = Object.keys(options).map(name => `--${name}`);
  const near = didYouMean(rawName, names);
  return `use ${names.join(', ')}${near === null ? '' : ` (${near})`}`;
}

function nodeOptions(options: OptionTable): Record<string, { type: 'boolean' | 'string'; short?: string }> {
  return Object.fromEntries(
    Object.entries(options).map(([name, option]) => {
      const type = option.type === 'boolean' ? 'boolean' : 'string';
      return [name, option.short === undefined ? { type } : { type, short: option.short }];
    })
  );
}
