import { spawn } from 'node:child_process';
import { existsSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { SchedulerAddress } from '../../../src/protocol/health';
import type { Place } from './fixtures';

/** A JupyterLab with a token, as a person starts it. */
export type TestLab = {
  /** The address of a file of its repository in Lab, with the token. */
  open(path: string): string;
  /** Ends it and the scheduler that it started. */
  stop(): Promise<void>;
};

const TOKEN = 'a-token-of-the-test-0123456789';
const PATIENCE = 120_000;

type LabOptions = { readonly command: string; readonly root: string; readonly place: Pick<Place, 'folder' | 'variables'> };

export async function startLab({ command, root, place }: LabOptions): Promise<TestLab> {
  const state = join(place.folder, 'state');
  const runtime = join(place.folder, 'runtime');
  const log = openSync(join(place.folder, 'jupyter.log'), 'a');
  const options = ['--no-browser', '--allow-root', `--ServerApp.root_dir=${root}`, `--IdentityProvider.token=${TOKEN}`];
  const child = spawn(command, [...options, '--ServerApp.port=0', '--ServerApp.port_retries=0', `--PeachLab.state_dir=${state}`], {
    env: { ...place.variables, JUPYTER_RUNTIME_DIR: runtime },
    cwd: root,
    stdio: ['ignore', log, log]
  });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
    const address = join(state, 'scheduler.json');
    if (existsSync(address)) {
      process.kill((JSON.parse(readFileSync(address, 'utf8')) as SchedulerAddress).pid, 'SIGTERM');
    }
  };
  const information = join(runtime, `jpserver-${String(child.pid)}.json`);
  const deadline = Date.now() + PATIENCE;
  while (!existsSync(information)) {
    await pause(100);
    if (child.exitCode !== null || Date.now() > deadline) {
      await stop();
      throw new Error(`JupyterLab does not start:\n${readFileSync(join(place.folder, 'jupyter.log'), 'utf8')}`);
    }
  }
  const { url } = JSON.parse(readFileSync(information, 'utf8')) as { readonly url: string };
  return { open: path => `${url}lab/tree/${path}?token=${TOKEN}`, stop };
}
