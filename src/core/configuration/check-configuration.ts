import { LEAST_LOG_SIZE, type ConfigurationFile } from '../../protocol/configuration';
import { parseDuration } from '../../protocol/duration';
import { METADATA_LOOP } from '../../protocol/identity';
import { formatSize, parseSize } from '../../protocol/size';
import type { FieldProblem } from '../yaml/field-problem';
import { quoteValue } from '../yaml/quote-value';
import { checkAccess } from './check-access';
import { checkRepositories } from './check-repositories';
import { expandVariables } from './expand-variables';
import { parseListen } from './parse-listen';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the schema can't say of the configuration. Messages never hold the value of a variable. */
export function checkConfiguration(file: ConfigurationFile, environment: Environment): readonly FieldProblem[] {
  return [
    ...checkRepositories(file.repositories ?? [], environment),
    ...checkListen(file.listen),
    ...checkAccess(file.access ?? []),
    ...checkLogSize(file.limits?.log_size),
    ...(file.notify ?? []).flatMap(({ webhook }, place) => checkWebhook(['notify', String(place), 'webhook'], webhook, environment)),
    ...Object.entries(file.organisations ?? {}).flatMap(([codops, { env }]) => checkOrganisation(codops, env ?? {}, environment)),
    ...Object.entries(file.loops ?? {}).flatMap(([name, { timeout }]) => checkTimeout(['loops', name, 'timeout'], timeout))
  ];
}

function checkListen(listen: string | undefined): readonly FieldProblem[] {
  return listen === undefined || parseListen(listen) !== null
    ? []
    : [
        {
          path: ['listen'],
          at: 'value',
          message: `listen ${quoteValue(listen)} holds a number that is too large`,
          hint: 'a port is at most 65535, each part of the address at most 255'
        }
      ];
}

function checkLogSize(text: string | undefined): readonly FieldProblem[] {
  return text === undefined || (parseSize(text) ?? 0) >= LEAST_LOG_SIZE
    ? []
    : [
        {
          path: ['limits', 'log_size'],
          at: 'value',
          message: `limits.log_size is ${text}; at least ${formatSize(LEAST_LOG_SIZE)} is allowed`,
          hint: 'write one such as 256MiB'
        }
      ];
}

/** The address may hold a secret, so no message does. */
function checkWebhook(path: readonly string[], webhook: string, environment: Environment): readonly FieldProblem[] {
  const { text, missing } = expandVariables(webhook, environment);
  if (missing.length > 0) {
    return missing.map(variable => missingVariable(path, variable, 'the webhook'));
  }
  return /^https?:\/\/[^\s/]+\S*$/.test(text)
    ? []
    : [
        {
          path,
          at: 'value',
          message: 'this webhook is no http or https address',
          hint: 'write one such as https://hooks.example.org/peach'
        }
      ];
}

function missingVariable(path: readonly string[], variable: string, user: string): FieldProblem {
  return {
    path,
    at: 'value',
    message: `the scheduler's own environment has no variable ${variable}, which ${user} takes its value from`,
    hint: `set ${variable} where the scheduler is started`
  };
}

function checkTimeout(path: readonly string[], timeout: string | undefined): readonly FieldProblem[] {
  return timeout !== undefined && parseDuration(timeout) === 0
    ? [{ path, at: 'value', message: `${path.join('.')} is 0, so that no run could begin`, hint: 'write one such as 1h' }]
    : [];
}

function checkOrganisation(codops: string, env: Readonly<Record<string, string>>, environment: Environment): readonly FieldProblem[] {
  const reserved: readonly FieldProblem[] =
    codops === METADATA_LOOP
      ? [
          {
            path: ['organisations', codops],
            at: 'key',
            message: 'metadata is the loop that all organisations share, and no organisation',
            hint: 'its settings stand under loops'
          }
        ]
      : [];
  return [
    ...reserved,
    ...Object.entries(env).flatMap(([name, text]) => checkVariable(['organisations', codops, 'env', name], text, environment))
  ];
}

function checkVariable(path: readonly string[], text: string, environment: Environment): readonly FieldProblem[] {
  const name = path.at(-1) ?? '';
  const { text: value, missing } = expandVariables(text, environment);
  if (!/^[A-Za-z_]\w*$/.test(name)) {
    return [
      {
        path,
        at: 'key',
        message: `${quoteValue(name)} is not the name of a variable; use letters, digits and _, the first not a digit`,
        hint: null
      }
    ];
  }
  if (value.includes('\0')) {
    return [{ path, at: 'value', message: `the variable ${name} holds a NUL character, which no variable can`, hint: null }];
  }
  return missing.map(variable => missingVariable(path, variable, name));
}
