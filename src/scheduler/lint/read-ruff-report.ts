import { Type, type Static } from '@sinclair/typebox';
import { createCheck } from '../../protocol/check';
import { parseJson } from '../../protocol/json';
import type { INameChecker } from '../ports';

const ReportSchema = Type.Array(
  Type.Object({
    code: Type.Union([Type.String(), Type.Null()]),
    message: Type.String(),
    location: Type.Union([Type.Object({ row: Type.Integer({ minimum: 1 }) }), Type.Null()])
  })
);
type Entry = Static<typeof ReportSchema>[number];
type Checked = Awaited<ReturnType<INameChecker['check']>>;

const checkReport = createCheck(ReportSchema);

const UNDEFINED_NAME = 'F821';
/** Newer Python has it, and which Python the task will have is not known here. */
const VERSION_ONLY = '(syntax was added in Python ';

/** Names and syntax errors from ruff's JSON; null where it is none. */
export function readRuffReport(json: string): Checked {
  const report = checkReport(parseJson(json));
  if (!report.ok) {
    return null;
  }
  const names = report.value.filter(entry => entry.code === UNDEFINED_NAME);
  const errors = report.value.filter(entry => entry.code !== UNDEFINED_NAME && !entry.message.includes(VERSION_ONLY));
  return {
    undefinedNames: names.flatMap(entry => {
      // Later backticks hold advice, not the name.
      const name = /`([^`]+)`/.exec(entry.message)?.[1];
      return name === undefined ? [] : { name: name.normalize('NFKC'), line: lineOf(entry) };
    }),
    syntaxErrors: errors.map(entry => ({ line: lineOf(entry), message: entry.message }))
  };
}

function lineOf(entry: Entry): number {
  return entry.location?.row ?? 1;
}
