import { parseArgs } from 'node:util';
import { didYouMean } from '../../../core/yaml/nearest-word';
import { EXIT, fail, type Reply } from '../exit-codes';
import type { OptionSpecification, OptionTable } from './command';

/** Options and the rest of a command line. */
export type ParsedOptions = {
  readonly values: Readonly<Record<string, string | boolean | null>>;
  readonly positionals: readonly string[];
};

/** Reads `args` by `options`; what is unknown or incomplete is refused with what is allowed. */
export function parseOptions(args: readonly string[], options: OptionTable): Reply<ParsedOptions> {
  const { tokens } = parseArgs({ args: [...args], options: nodeOptions(options), strict: false, allowPositionals: true, tokens: true });
  const values: Record<string, string | boolean | null> = Object.fromEntries(
    Object.entries(options).map(([name, { type }]) => [name, type === 'boolean' ? false : null])
  );
  const positionals: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      positionals.push(token.value);
    } else if (token.kind === 'option') {
      const value = readOption(token, options);
      if (!value.ok) {
        return value;
      }
      values[token.name] = value.value;
    }
  }
  return { ok: true, value: { values, positionals } };
}

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

function nodeOptions(options: OptionTable): Record<string, { type: OptionSpecification['type']; short?: string }> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, short }]) => [name, short === undefined ? { type } : { type, short }])
  );
}
