import { resolve } from 'node:path';
import { formatProblem } from '../../../protocol/problem';
import { defineCommand } from '../arguments/command';
import { JSON_OPTION } from '../arguments/shared-options';
import { EXIT, fail } from '../exit-codes';
import { plainText } from '../print/plain-text';
import { printJson } from '../print/print-json';
import { findRoot } from '../validate/find-root';
import { validateTree, type Validation } from '../validate/validate-tree';

export const validateCommand = defineCommand({
  name: 'validate',
  summary: 'Check the definition files of a working tree and the notebooks they name; needs no scheduler',
  arguments: [],
  optional: ['PATH'],
  options: JSON_OPTION,
  run: async ({ given, options, cwd, out }) => {
    const path = resolve(cwd, given.PATH ?? '.');
    const root = findRoot(path);
    if (root === null) {
      return fail(EXIT.usage, `there is nothing at ${path}; name a folder of a repository`);
    }
    const checked = await validateTree(root);
    if (!checked.ok) {
      return fail(EXIT.failed, checked.refusal.message);
    }
    const validation = checked.value;
    if (validation.files.length === 0) {
      return fail(EXIT.failed, `${root} has neither peach.yaml nor YAML files in peach.conf: no task is defined there`);
    }
    await (options.json ? printJson(out, validation) : out.line(describe(validation)));
    return { ok: true, value: validation.problems.length === 0 ? EXIT.good : EXIT.failed };
  }
});

function describe({ files, organisations, tasks, problems, held }: Validation): string {
  const found = problems.length === 0 ? 'no problems' : count(problems.length, 'problem');
  const summary = `${count(tasks, 'task')} of ${count(organisations, 'organisation')} in ${count(files.length, 'file')}: ${found}`;
  return [...[...problems, ...held].map(problem => plainText(formatProblem(problem))), summary].join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
