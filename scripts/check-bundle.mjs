// What Lab loads of the extension at its start stays small; everything heavy comes when it is first shown.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ROOT } from './setup/set-up.mjs';

const LIMIT = 150 * 1024;
const STATIC = join(ROOT, 'peach_lab', 'labextension', 'static');

/** The entry file, and the chunks that it loads before any plugin is asked for something: `./extension` and `./style`. */
function startUpFiles() {
  const { jupyterlab } = JSON.parse(readFileSync(join(ROOT, 'peach_lab', 'labextension', 'package.json'), 'utf8'));
  const entry = jupyterlab._build.load.replace('static/', '');
  const text = readFileSync(join(STATIC, entry), 'utf8');
  const exposed = [...text.matchAll(/"\.\/(?:extension|style|index)":\(?\(\)?=>[^}]*?\)\)/g)].flatMap(match =>
    [...match[0].matchAll(/\.e\(["']?([\w-]+)["']?\)/g)].map(chunk => chunk[1])
  );
  const files = readdirSync(STATIC).filter(name => name.endsWith('.js'));
  const chunks = files.filter(name => exposed.some(id => name.startsWith(`${id}.`)) || name === 'style.js');
  return [...new Set([entry, ...chunks])];
}

const files = startUpFiles();
const bytes = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(STATIC, name)), { level: 9 }).length, 0);
console.log(`Lab's start loads ${files.length} files of the extension, ${bytes} bytes gzipped (limit ${LIMIT})`);
process.exit(bytes <= LIMIT && files.length > 1 ? 0 : 1);
