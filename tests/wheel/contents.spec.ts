import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';

const KIB = 1024;
const ROOT = resolve(__dirname, '../..');
const wheel = process.env.PEACH_WHEEL ?? '';

let folder: string;
let files: readonly string[];

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-wheel-contents-'));
  execFileSync('python', ['-m', 'zipfile', '-e', wheel, folder]);
  files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(path => statSync(join(folder, path)).isFile());
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the wheel holds no node modules, no tests, no sources of the bundles and no source maps', () => {
  expect(files.length).toBeGreaterThan(50);
  expect(files.filter(path => /node_modules|(?:^|\/)(?:ui-)?tests?(?:\/|[._])|__pycache__|\.(?:map|tsx?|tsbuildinfo)$/.test(path))).toEqual(
    []
  );
  expect(
    files.filter(path => /\.m?js$/.test(path) && /\n\/\/# sourceMappingURL=\S+\s*$/.test(readFileSync(join(folder, path), 'utf8')))
  ).toEqual([]);
});

test('the wheel says nothing of the machine it was built on', () => {
  const places = [ROOT, ...(homedir() === '/' ? [] : [`${homedir()}/`])];
  expect(files.filter(path => places.some(place => readFileSync(join(folder, path)).includes(place)))).toEqual([]);
});

test('the wheel tells the licences of what is bundled', () => {
  expect(files.filter(path => /LICENSE$|third-party-licenses\.json$/.test(path))).toHaveLength(2);
});

test('the wheel is small, and so are its two halves', () => {
  const size = (pattern: RegExp): number =>
    files.filter(path => pattern.test(path)).reduce((sum, path) => sum + statSync(join(folder, path)).size, 0);

  expect(statSync(wheel).size).toBeLessThan(2000 * KIB);
  expect(size(/scheduler\/main\.cjs$/)).toBeLessThan(3000 * KIB);
  expect(size(/labextensions\/peach-lab\/static\//)).toBeLessThan(3000 * KIB);
  expect(size(/\.py$/)).toBeLessThan(400 * KIB);
});
