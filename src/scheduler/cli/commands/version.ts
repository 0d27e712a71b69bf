import { defineCommand } from '../arguments/command';
import { JSON_OPTION } from '../arguments/shared-options';
import { EXIT } from '../exit-codes';
import { printJson } from '../print/print-json';

export const versionCommand = defineCommand({
  name: 'version',
  summary: 'Print the version of this program',
  arguments: [],
  options: JSON_OPTION,
  run: async ({ program: { version }, options, out }) => {
    await (options.json ? printJson(out, { version }) : out.line(version));
    return { ok: true, value: EXIT.good };
  }
});
