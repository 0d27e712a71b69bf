// What Lab loads of the extension at its start stays small; everything heavy comes when it is first shown, each within its budget.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { filesAtStart } from './bundle/files-at-start.mjs';
import { ROOT } from './setup/set-up.mjs';

const KIB = 1024;
const AT_START = 150 * KIB;
const PLOTLY = 400 * KIB;
/** Of a lazy file other than Plotly’s. */
const LAZY = 60 * KIB;
const STATIC = join(ROOT, 'peach_lab', 'labextension', 'static');

const { jupyterlab } = JSON.parse(readFileSync(join(ROOT, 'peach_lab', 'labextension', 'package.json'), 'utf8'));
const names = readdirSync(STATIC).filter(name => name.endsWith('.js'));
// `jlpm build` makes files that are three times as large, which nobody is given.
const forDevelopment = readdirSync(STATIC).some(name => name.endsWith('.map'));
const sizes = new Map(names.map(name => [name, gzipSync(readFileSync(join(STATIC, name)), { level: 9 }).length]));
const plotly = names.filter(name => readFileSync(join(STATIC, name), 'utf8').includes('plotly-notifier'));
const atStart = await filesAtStart(STATIC, jupyterlab._build.load.replace('static/', ''));

const list = files => files.map(name => `\n  ${name}  ${((sizes.get(name) ?? 0) / KIB).toFixed(1)} KiB`).join('');
const bytes = atStart.reduce((sum, name) => sum + (sizes.get(name) ?? 0), 0);
console.log(`Lab's start loads ${bytes} bytes of the extension, gzipped, in ${atStart.length} files (limit ${AT_START}):${list(atStart)}`);

const large = names.filter(name => !atStart.includes(name) && (sizes.get(name) ?? 0) > (plotly.includes(name) ? PLOTLY : LAZY));
const mistakes = [
  ...(bytes > AT_START ? ["Lab's start loads too much"] : []),
  ...(plotly.length === 1 ? [] : [`Plotly is in ${plotly.length} files, not in one`]),
  ...(plotly.some(name => atStart.includes(name)) ? ["Plotly is loaded at Lab's start"] : []),
  ...(large.length === 0 || forDevelopment ? [] : [`over the budget of ${LAZY / KIB} KiB, Plotly's ${PLOTLY / KIB} KiB:${list(large)}`])
];
console.log(mistakes.length > 0 ? mistakes.join('\n') : `each of ${names.length - atStart.length} further files is within its budget`);
process.exit(mistakes.length === 0 ? 0 : 1);
