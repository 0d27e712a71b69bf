import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { SchedulerAddress } from '../../src/protocol/health';

const HERE = __dirname;
const PATIENCE = 120_000;

/** A Jupyter server with a repository and a scheduler of its own, which a test may kill, stop and start again. */
export class OwnServer {
  private readonly folder = mkdtempSync(join(tmpdir(), 'peach-ui-own-'));
  private readonly repository = join(this.folder, 'repository');
  private readonly state = join(this.folder, 'state');
  private process: ChildProcess | null = null;
  private port = 0;

  /** `extensions`: folders of built Lab extensions that it has besides, by their names. */
  constructor(extensions: Readonly<Record<string, string>> = {}) {
    mkdirSync(join(this.folder, 'share/labextensions'), { recursive: true });
    for (const [name, folder] of Object.entries(extensions)) {
      symlinkSync(folder, join(this.folder, 'share/labextensions', name));
    }
    cpSync(join(HERE, '../repository'), this.repository, { recursive: true });
    const git = (...args: readonly string[]): void => void execFileSync('git', args, { cwd: this.repository });
    git('init', '--quiet', '--initial-branch=master');
    git('config', 'user.name', 'Ann Example');
    git('config', 'user.email', 'ann@example.org');
    git('add', '.');
    git('commit', '--quiet', '--message', 'Tasks of two organisations');
  }

  get url(): string {
    return `http://127.0.0.1:${String(this.port)}`;
  }

  /** On the same port as before, where there was one. `token` empty: everybody is let in. */
  async start(token = ''): Promise<void> {
    this.port ||= await freePort();
    const config = join(HERE, '../jupyter_server_test_config.py');
    this.process = spawn('jupyter', ['lab', '--config', config, `--IdentityProvider.token=${token}`], {
      env: {
        ...process.env,
        PEACH_UI_PORT: String(this.port),
        PEACH_UI_REPOSITORY: this.repository,
        PEACH_UI_STATE: this.state,
        PEACH_UI_CONFIGURATION: join(HERE, '../scheduler.yaml'),
        JUPYTER_PATH: [join(this.folder, 'share'), process.env.JUPYTER_PATH ?? ''].filter(path => path !== '').join(delimiter),
        JUPYTER_RUNTIME_DIR: join(this.folder, 'runtime')
      },
      stdio: 'ignore'
    });
    const end = Date.now() + PATIENCE;
    while (!(await answers(`${this.url}/api`))) {
      if (Date.now() > end) {
        throw new Error('the Jupyter server of this test does not answer');
      }
      await new Promise(resolve => setTimeout(resolve, 250));
    }
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.process?.kill(signal);
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    const ended = this.process;
    this.process = null;
    if (ended !== null) {
      const exit = once(ended, 'exit');
      ended.kill(signal);
      await exit;
    }
  }

  /** The process of its scheduler. */
  schedulerPid(): number {
    return (JSON.parse(readFileSync(join(this.state, 'scheduler.json'), 'utf8')) as SchedulerAddress).pid;
  }

  async end(): Promise<void> {
    this.signal('SIGCONT');
    await this.kill('SIGTERM');
    if (existsSync(join(this.state, 'scheduler.json'))) {
      try {
        process.kill(this.schedulerPid(), 'SIGTERM');
      } catch {
        // It has ended by itself.
      }
    }
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    answer => answer.ok,
    () => false
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
