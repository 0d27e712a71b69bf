import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decodeLogFrame, type ServerMessage } from '../../src/protocol/events';
import type { Health, SchedulerAddress } from '../../src/protocol/health';
import type { Run } from '../../src/protocol/run';
import type { Task } from '../../src/protocol/task';
import { startJupyter, TOKEN, type TestJupyter } from './support/jupyter';
import { createNewsroom } from './support/repository';
import { until } from './support/until';

let directory: string;
let stateDir: string;
let servers: TestJupyter[];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'peach-jupyter-'));
  stateDir = join(directory, 'state');
  servers = [];
});

afterEach(async () => {
  const address = readAddress();
  await Promise.all(servers.map(server => server.kill('SIGTERM')));
  if (address !== null) {
    await fetch(`${address.url}/api/shutdown`, { method: 'POST', headers: { authorization: `Bearer ${address.token}` } }).catch(() => null);
    await until('the scheduler is gone', () => !isAlive(address.pid));
  }
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
});

function readAddress(): SchedulerAddress | null {
  const file = join(stateDir, 'scheduler.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as SchedulerAddress) : null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function start(): Promise<TestJupyter> {
  const root = join(directory, `newsroom-${servers.length}`);
  createNewsroom(root);
  const jupyter = await startJupyter(root, stateDir);
  servers.push(jupyter);
  return jupyter;
}

function taskOf(jupyter: TestJupyter, key: string): Promise<Task> {
  return until(`task ${key}`, async () => {
    const answer = await jupyter.request(`/peach/api/tasks/${key}`);
    return answer.ok ? ((await answer.json()) as Task) : null;
  });
}

it('starts the scheduler by itself, and runs the tasks of the repository of its root folder', async () => {
  const jupyter = await start();

  const task = await until('a run', async () => {
    const found = await taskOf(jupyter, 'debr/weekly_report');
    return found.last_ended_run === null ? null : found;
  });

  expect(task.last_ended_run).toMatchObject({ status: 'SUCCESS' });
  expect(statSync(join(stateDir, 'scheduler.json')).mode & 0o777).toBe(0o600);
});

it('lets nobody in without the token, and no change in without the XSRF header', async () => {
  const jupyter = await start();
  await taskOf(jupyter, 'debr/weekly_report');
  const login = await fetch(`${jupyter.url}/login?next=/`, { redirect: 'manual' });
  const xsrf = login.headers.getSetCookie().map(cookie => cookie.split(';')[0] ?? '');
  const entered = await fetch(`${jupyter.url}/api/status?token=${TOKEN}`, { headers: { cookie: xsrf.join('; ') } });
  const cookie = [...xsrf, ...entered.headers.getSetCookie().map(text => text.split(';')[0] ?? '')].join('; ');
  const run = `/peach/api/tasks/debr/weekly_report/runs`;

  const stranger = await fetch(`${jupyter.url}/peach/api/tasks`);
  const wrong = await fetch(`${jupyter.url}/peach/api/tasks`, { headers: { authorization: 'token wrong' } });
  const forged = await fetch(`${jupyter.url}${run}`, { method: 'POST', headers: { cookie } });
  const meant = await jupyter.request(run, { method: 'POST', headers: { authorization: `token ${TOKEN}` } });

  expect([stranger.status, wrong.status, forged.status]).toEqual([403, 403, 403]);
  expect(stranger.headers.get('content-type')).toContain('application/json');
  expect([202, 409]).toContain(meant.status);
});

it('passes neither the shutdown nor the attachment on, and never the scheduler’s secret', async () => {
  const jupyter = await start();
  await taskOf(jupyter, 'debr/weekly_report');

  const shutdown = await jupyter.request('/peach/api/shutdown', { method: 'POST', headers: { authorization: `token ${TOKEN}` } });
  const round = await jupyter.request('/peach/api/..%2fapi%2fshutdown', { method: 'POST', headers: { authorization: `token ${TOKEN}` } });
  const health = await jupyter.request('/peach/api/health');

  expect([403, 404]).toContain(shutdown.status);
  expect([400, 404]).toContain(round.status);
  expect(health.status).toBe(200);
  const text = JSON.stringify([...health.headers]) + (await health.text());
  const secret = readAddress()?.token ?? 'no address';
  const logs = [join(directory, 'jupyter.log'), join(stateDir, 'scheduler.log')].map(file => readFileSync(file, 'utf8'));
  expect(text).not.toContain(secret);
  expect(logs.join('')).not.toContain(secret);
  expect(logs.join('')).not.toContain(TOKEN);
});

it('streams changes and log bytes of a run over one websocket', async () => {
  const jupyter = await start();
  const task = await taskOf(jupyter, 'debr/weekly_report');
  const socket = new WebSocket(`${jupyter.url.replace('http', 'ws')}/peach/api/events?token=${TOKEN}`);
  const messages: ServerMessage[] = [];
  const log: Buffer[] = [];
  socket.on('message', (data: Buffer, binary: boolean) => {
    if (binary) {
      log.push(Buffer.from(decodeLogFrame(data)?.bytes ?? []));
    } else {
      messages.push(JSON.parse(data.toString()) as ServerMessage);
    }
  });
  await until('the socket', () => socket.readyState === WebSocket.OPEN);

  socket.send(JSON.stringify({ type: 'subscribe', subscription: 1, topic: `task:${task.id}` }));
  await until('the snapshot', () => messages.find(message => message.type === 'snapshot' && message.subscription === 1));
  const run = await until('a run of one’s own', async () => {
    const answer = await jupyter.request(`/peach/api/tasks/debr/weekly_report/runs`, {
      method: 'POST',
      headers: { authorization: `token ${TOKEN}` }
    });
    return answer.ok ? ((await answer.json()) as Run) : null;
  });
  socket.send(JSON.stringify({ type: 'subscribe', subscription: 2, topic: `log:${run.id}@0` }));
  await until('the end of the log', () => messages.find(message => message.type === 'log_end' && message.subscription === 2));

  const changes = messages.filter(message => message.type === 'change' && message.subscription === 1);
  const states = changes.flatMap(message =>
    message.type === 'change' && message.data.kind === 'run' && message.data.run.id === run.id ? [message.data.run.status] : []
  );
  await until('its end as a change', () =>
    messages.some(
      message =>
        message.type === 'change' && message.data.kind === 'run' && message.data.run.id === run.id && message.data.run.status === 'SUCCESS'
    )
  );
  expect(states.length).toBeGreaterThan(0);
  expect(Buffer.concat(log).toString()).toMatch(/^240 articles\n/);
  socket.close();
});

it('shares one scheduler among Jupyter servers, holds what nobody is attached to, and ends 30 s after the last one', async () => {
  const [first, second] = [await start(), await start()];
  const pid = readAddress()?.pid ?? 0;
  const attached = await until('both attached', async () => {
    const health = (await (await first.request('/peach/api/health')).json()) as Health;
    return health.attached === 2 ? health : null;
  });
  expect(attached.pid).toBe(pid);

  await first.kill('SIGKILL');
  const held = await until('the tasks of the first are held', async () => {
    const found = await taskOf(second, 'debr/weekly_report');
    return found.held === null ? null : found;
  });
  expect(held).toMatchObject({ removed: false });
  expect(held.held).toContain('newsroom-0');
  await second.kill('SIGTERM');

  await until('the scheduler has ended', () => !isAlive(pid), 60);
  expect(readAddress()).toBeNull();
});
