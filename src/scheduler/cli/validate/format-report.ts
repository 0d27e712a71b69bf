import { createHash } from 'node:crypto';
import { formatProblem, type Problem } from '../../../protocol/problem';
import { plainText } from '../print/plain-text';
import type { Validation } from './validate-tree';

/** How `peach validate` can say what it found. `json` is printed by the command as every command prints JSON. */
export const REPORT_FORMATS = ['text', 'json', 'github', 'gitlab'] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** For people: a line a problem, and a summary. */
export function formatText(validation: Validation): string {
  const { problems, held, remarks } = validation;
  return [...[...problems, ...held, ...remarks].map(problem => plainText(formatProblem(problem))), summaryOf(validation)].join('\n');
}

/** Workflow commands, of which GitHub Actions makes annotations, and the summary for the log. */
export function formatGithub(validation: Validation, prefix: string): string {
  const { problems, held, remarks } = validation;
  const lines = [
    ...problems.map(problem => workflowCommand('error', problem, prefix)),
    ...[...held, ...remarks].map(problem => workflowCommand('notice', problem, prefix))
  ];
  return [...lines, summaryOf(validation)].join('\n');
}

function workflowCommand(level: 'error' | 'notice', problem: Problem, prefix: string): string {
  const file = escapeProperty(`${prefix}${problem.file}`);
  return `::${level} file=${file},line=${problem.line},col=${problem.column}::${escapeData(textOf(problem))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/** A Code Quality report of GitLab. What is held or only remarked is no problem and is left out. */
export function gitlabReport({ problems }: Validation, prefix: string): readonly object[] {
  const seen = new Map<string, number>();
  return problems.map(problem => {
    const path = `${prefix}${problem.file}`;
    const name = `${path}\0${problem.message}`;
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return {
      description: textOf(problem),
      check_name: 'peach-validate',
      // Without the line, so that a mistake stays the same one when lines are added above it.
      fingerprint: createHash('sha256').update(`${name}\0${count}`).digest('hex'),
      severity: 'critical',
      location: { path, lines: { begin: problem.line } }
    };
  });
}

function textOf({ message, hint }: Problem): string {
  return plainText(hint === null ? message : `${message} (${hint})`);
}

function summaryOf({ files, organisations, tasks, problems }: Validation): string {
  const found = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
  return `${count(tasks, 'task')} of ${count(organisations, 'organisation')} in ${count(files.length, 'file')}: ${found}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
