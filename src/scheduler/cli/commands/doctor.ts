import { resolve } from 'node:path';
import type { CheckedHalf, CheckState, DoctorCheck } from '../../../protocol/doctor';
import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS } from '../arguments/shared-options';
import { locateScheduler } from '../client/locate-scheduler';
import { EXIT } from '../exit-codes';
import { plainText } from '../print/plain-text';
import { printJson } from '../print/print-json';

const MARKS: Readonly<Record<CheckState, string>> = { ok: 'ok', warning: 'warning', problem: 'PROBLEM' };
const HALVES: Readonly<Record<CheckedHalf, string>> = { both: 'both', jupyter: 'Jupyter', scheduler: 'scheduler' };
const MARK_WIDTH = 7;

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'Look at both halves, Jupyter’s and the scheduler’s, and at what they stand on, and say what to do',
  notes: 'It needs no scheduler, starts nothing and changes nothing. It ends with 1 where it found a problem; warnings are none.',
  arguments: [],
  options: {
    config: { type: 'string', value: 'FILE', help: 'configuration of the scheduler, to be checked and to find its state directory' },
    online: { type: 'boolean', help: 'also ask the package index, over the network' },
    ...CONNECTION_OPTIONS,
    json: { type: 'boolean', help: 'print what was found as one JSON document' }
  },
  run: async invocation => {
    const { options, program, cwd, out } = invocation;
    const absolute = (path: string | null) => (path === null ? null : resolve(cwd, path));
    const isRemote = options.url !== null || options['token-env'] !== null;
    const target = isRemote ? locateScheduler(options, invocation) : null;
    if (target !== null && !target.ok) {
      return target;
    }
    const report = await program.examine({
      config: absolute(options.config),
      stateDir: absolute(options.state),
      scheduler: target === null ? null : { url: target.value.url, token: target.value.token },
      online: options.online
    });
    await (options.json ? printJson(out, report) : out.line(describe(report.checks)));
    return { ok: true, value: countOf(report.checks, 'problem') === 0 ? EXIT.good : EXIT.failed };
  }
});

function describe(checks: readonly DoctorCheck[]): string {
  const width = Math.max(0, ...checks.map(check => headOf(check).length));
  const lines = checks.flatMap(check => {
    const head = `${MARKS[check.state].padEnd(MARK_WIDTH)}  ${headOf(check).padEnd(width)}  ${plainText(check.found)}`;
    return check.remedy === null ? [head] : [head, `${' '.repeat(MARK_WIDTH + 2)}→ ${plainText(check.remedy)}`];
  });
  return [...lines, summaryOf(checks)].join('\n');
}

function headOf({ name, half }: DoctorCheck): string {
  return half === 'both' ? name : `${HALVES[half]}: ${name}`;
}

function summaryOf(checks: readonly DoctorCheck[]): string {
  const [problems, warnings] = [countOf(checks, 'problem'), countOf(checks, 'warning')];
  return `${problems === 0 ? 'no problems' : counted(problems, 'problem')}, ${warnings === 0 ? 'no warnings' : counted(warnings, 'warning')}`;
}

function countOf(checks: readonly DoctorCheck[], state: CheckState): number {
  return checks.filter(check => check.state === state).length;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
