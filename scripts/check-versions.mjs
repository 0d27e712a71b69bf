// The version stands in package.json alone; whatever names it otherwise has to agree.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './setup/set-up.mjs';

const read = path => readFileSync(join(ROOT, path), 'utf8');
const { version } = JSON.parse(read('package.json'));
const newest = /^## (\d+\.\d+\.\d+)/m.exec(read('CHANGELOG.md'))?.[1];

if (newest !== version) {
  console.error(`CHANGELOG.md begins with ${newest ?? 'no version'}, package.json says ${version}: they have to be the same`);
  process.exit(1);
}
