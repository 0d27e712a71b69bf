import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { filesAtStart } from './files-at-start.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-bundle-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const load = name => `new Promise(done => {
  const script = document.createElement('script');
  Object.assign(script, { src: 'http://lab/${name}?v=1', onload: done });
  document.head.appendChild(script);
})`;

it('names the entry and every file that it loads for what Lab asks for, and nothing that is loaded later', async () => {
  const entry = `var _JUPYTERLAB = { 'peach-lab': {
    init: scope => { if (!Object.hasOwn(scope, 'react')) throw Error('Lab has no React'); },
    get: name => ({ './extension': () => ${load('extension.js')}, './style': () => ${load('style.js')} })[name]()
  } };`;
  writeFileSync(join(folder, 'entry.js'), entry);
  writeFileSync(join(folder, 'extension.js'), `globalThis.later = () => ${load('later.js')}; ${load('shared.js')};`);
  ['style.js', 'shared.js', 'later.js'].forEach(name => writeFileSync(join(folder, name), ''));

  expect(await filesAtStart(folder, 'entry.js')).toEqual(['entry.js', 'extension.js', 'shared.js', 'style.js']);
});
