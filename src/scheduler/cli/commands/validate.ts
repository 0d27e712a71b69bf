import { resolve } from 'node:path';
import { didYouMean } from '../../../core/yaml/nearest-word';
import { defineCommand } from '../arguments/command';
import { JSON_OPTION } from '../arguments/shared-options';
import { EXIT, fail, type Reply } from '../exit-codes';
import type { IOutput } from '../print/output';
import { printJson } from '../print/print-json';
import { findRoot } from '../validate/find-root';
import { formatGithub, formatText, gitlabReport, REPORT_FORMATS, type ReportFormat } from '../validate/format-report';
import { validateTree, type Validation } from '../validate/validate-tree';

export const validateCommand = defineCommand({
  name: 'validate',
  summary: 'Check the definition files of a working tree and the notebooks they name; needs no scheduler',
  notes: 'Ends with 1 where a problem was found, in every format. `github` prints annotations, `gitlab` a Code Quality report.',
  arguments: [],
  optional: ['PATH'],
  options: { ...JSON_OPTION, format: { type: 'string', value: 'FORMAT', help: `${REPORT_FORMATS.join(', ')} (default: text)` } },
  run: async ({ given, options, cwd, out, program, signal }) => {
    const format = readFormat(options);
    if (!format.ok) {
      return format;
    }
    const path = resolve(cwd, given.PATH ?? '.');
    const place = findRoot(path);
    if (place === null) {
      return fail(EXIT.usage, `there is nothing at ${path}; name a folder of a repository`);
    }
    const checked = await validateTree(place.root, { names: program.names, modules: program.modules, signal });
    if (!checked.ok) {
      return fail(EXIT.failed, checked.refusal.message);
    }
    const validation = checked.value;
    if (validation.files.length === 0) {
      return fail(EXIT.failed, `${place.root} has neither peach.yaml nor YAML files in peach.conf: no task is defined there`);
    }
    await print(out, format.value, { validation, prefix: place.prefix });
    return { ok: true, value: validation.problems.length === 0 ? EXIT.good : EXIT.failed };
  }
});

function readFormat({ json, format }: { readonly json: boolean; readonly format: string | null }): Reply<ReportFormat> {
  const wanted = format ?? (json ? 'json' : 'text');
  const known = REPORT_FORMATS.find(name => name === wanted);
  if (known === undefined) {
    const near = didYouMean(wanted, REPORT_FORMATS);
    return fail(EXIT.usage, `--format ${wanted} does not exist; use ${REPORT_FORMATS.join(', ')}${near === null ? '' : ` (${near})`}`);
  }
  return json && known !== 'json'
    ? fail(EXIT.usage, `--json and --format ${known} contradict each other; give one of the two`)
    : { ok: true, value: known };
}

type Report = { readonly validation: Validation; readonly prefix: string };

async function print(out: IOutput, format: ReportFormat, { validation, prefix }: Report): Promise<void> {
  switch (format) {
    case 'text':
      return out.line(formatText(validation));
    case 'json':
      return printJson(out, validation);
    case 'github':
      return out.line(formatGithub(validation, prefix));
    case 'gitlab':
      return printJson(out, gitlabReport(validation, prefix));
  }
}
