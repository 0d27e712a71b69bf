// Serves JupyterLab in a fresh git repository until it is told to end; then ends the scheduler too and removes everything.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

const { PEACH_UI_RUN: run, PEACH_UI_SOURCE: source, PEACH_UI_REPOSITORY: repository, PEACH_UI_STATE: state } = process.env;
const here = import.meta.dirname;

cpSync(source ?? join(here, '../repository'), repository, { recursive: true });
if (source === undefined) {
  makeStrange('peach.conf/debr.yaml', text => text.replace('# kept', '   # kept'));
  makeStrange('peach.conf/sesr.yaml', text => text.replaceAll('\n', '\r\n').replaceAll('  ', '    '));
}
git('init', '--quiet', '--initial-branch=master');
git('config', 'user.name', 'Ann Example');
git('config', 'user.email', 'ann@example.org');
git('add', '.');
git('commit', '--quiet', '--message', 'Tasks of two organisations');

const bin = join(here, '../../.venv/bin');
const environment = { ...process.env, PATH: existsSync(bin) ? `${bin}:${process.env.PATH}` : process.env.PATH };
const jupyter = spawn('jupyter', ['lab', '--config', join(here, '../jupyter_server_test_config.py')], {
  env: environment,
  stdio: 'inherit'
});
jupyter.on('exit', code => {
  endScheduler();
  rmSync(run, { recursive: true, force: true, maxRetries: 5 });
  process.exit(code ?? 1);
});
for (const signal of ['SIGTERM', 'SIGINT']) {
  process.on(signal, () => jupyter.kill('SIGTERM'));
}

/** Writing habits that our own formatter would take from a file of this repository. */
function makeStrange(path, change) {
  const file = join(repository, path);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
}

function git(...args) {
  execFileSync('git', args, { cwd: repository, stdio: 'inherit' });
}

/** Without a Jupyter server it would end by itself, but later than the folder it lives in. */
function endScheduler() {
  const file = join(state, 'scheduler.json');
  if (existsSync(file)) {
    try {
      process.kill(JSON.parse(readFileSync(file, 'utf8')).pid, 'SIGTERM');
    } catch (error) {
      if (error.code !== 'ESRCH') {
        throw error;
      }
    }
  }
}
