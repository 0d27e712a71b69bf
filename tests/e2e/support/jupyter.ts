import { spawn, type ChildProcess } from 'node:child_process';
import { openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from './paths';
import { until } from './until';

/** A real Jupyter server with a token, as a person starts it. */
export type TestJupyter = {
  readonly url: string;
  readonly process: ChildProcess;
  /** With the token, unless `headers` says otherwise. */
  request(path: string, init?: RequestInit): Promise<Response>;
  kill(signal: NodeJS.Signals): Promise<void>;
};

export const TOKEN = 'a-token-of-the-test-0123456789';

/** Starts a server whose root folder is `root`, with this state directory. */
export async function startJupyter(root: string, stateDir: string): Promise<TestJupyter> {
  const port = await freePort();
  const log = openSync(join(root, '..', 'jupyter.log'), 'a');
  const command = join(ROOT, '.venv', 'bin', 'jupyter-server');
  const options = ['--allow-root', '--no-browser', `--ServerApp.root_dir=${root}`, `--IdentityProvider.token=${TOKEN}`];
  const child = spawn(command, [...options, `--ServerApp.port=${port}`, '--ServerApp.port_retries=0', `--PeachLab.state_dir=${stateDir}`], {
    stdio: ['ignore', log, log],
    cwd: root
  });
  const url = `http://127.0.0.1:${port}`;
  // Importing all of it takes a minute where the machine is busy. One that never answers must not be left behind.
  await until('the Jupyter server', async () => (await fetch(`${url}/api`).catch(() => null))?.ok, 150).catch((error: unknown) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    process: child,
    request: (path, init = {}) => fetch(`${url}${path}`, { headers: { authorization: `token ${TOKEN}` }, ...init }),
    kill: signal =>
      new Promise(resolve => {
        if (child.exitCode !== null || child.signalCode !== null) {
          resolve();
          return;
        }
        child.once('exit', () => resolve());
        child.kill(signal);
      })
  };
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
