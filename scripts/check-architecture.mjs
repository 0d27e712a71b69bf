// Every path that ARCHITECTURE.md and the documents name exists, and ARCHITECTURE.md stays short enough to be read.
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './setup/set-up.mjs';

const LONGEST = 150;
const PATH = /`((?:src|peach_lab|schema|style|ui-tests|tests|bench|examples|docs|scripts|jupyter-config)\/[\w./*<>-]*)`/g;
const LINK = /\]\((?!https?:|#)([^)#\s]+)[^)]*\)/g;

const documents = ['README.md', 'ARCHITECTURE.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: ROOT })];
const missing = documents.flatMap(document => {
  const text = readFileSync(join(ROOT, document), 'utf8');
  const paths = [...text.matchAll(PATH)].map(match => match[1]).filter(path => !/[*<>]/.test(path));
  const links = [...text.matchAll(LINK)].map(match => join(dirname(document), match[1]));
  return [...paths, ...links].filter(path => !existsSync(join(ROOT, path))).map(path => `${document} names ${path}, which is not there`);
});
const lines = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8').split('\n').length;
const complaints = lines > LONGEST ? [...missing, `ARCHITECTURE.md has ${lines} lines; ${LONGEST} are allowed`] : missing;

complaints.forEach(complaint => console.error(complaint));
process.exit(complaints.length === 0 ? 0 : 1);
