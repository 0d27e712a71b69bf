import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { until } from '../../e2e/support/until';
import { ROOT } from '../../e2e/support/paths';
import type { Sabotage } from '../plan/parse-options';
import type { World } from './world';

/** Makes wrong, all being at rest, what the checker must find: a proof that it looks. Answers what ends what was started. */
export async function sabotage(world: World, how: Sabotage): Promise<() => void> {
  const nothing = (): void => undefined;
  switch (how) {
    case 'start-twice':
      await startTwice(world);
      return nothing;
    case 'drop-line':
      dropLine(world);
      return nothing;
    case 'false-status':
      change(
        world,
        `update run set status = 'SUCCESS', reason = null, exit_code = 0 where id = (select max(id) from run where status = 'FAILURE')`
      );
      return nothing;
    case 'lose-run':
      change(world, `delete from run where id = '${world.recorder.recorded.asked.at(-1)?.run ?? ''}'`);
      return nothing;
    case 'leave-process':
      return leaveProcess(world);
  }
}

/** As a scheduler would that forgot the claim. */
async function startTwice(world: World): Promise<void> {
  const { run, folder } = someRun(world, 'steady/quick');
  const specification = JSON.parse(readFileSync(join(folder, 'specification.json'), 'utf8')) as { readonly environment: string };
  ['claim', 'end.json'].forEach(name => rmSync(join(folder, name)));
  const python = join(world.disk.stateDir, 'environments', specification.environment, 'bin', 'python');
  spawn(python, [join(ROOT, 'peach_lab', 'runner', '__main__.py'), folder], {
    env: { ...process.env, PEACH_RUN_ID: run },
    stdio: 'ignore'
  });
  await until('the second end', () => existsSync(join(folder, 'end.json')));
}

function dropLine(world: World): void {
  const log = join(someRun(world, 'steady/quick').folder, 'log');
  writeFileSync(log, readFileSync(log, 'utf8').split('\n').toSpliced(5, 1).join('\n'));
}

function leaveProcess(world: World): () => void {
  const child = spawn('sleep', ['600'], { env: { PEACH_RUN_ID: someRun(world, 'steady/quick').run }, stdio: 'ignore' });
  return () => void child.kill('SIGKILL');
}

function someRun({ views, disk }: World, task: string): { readonly run: string; readonly folder: string } {
  const run = views.journals().findLast(journal => journal.task === task && journal.lines.some(line => line.kind === 'ending'))?.run;
  if (run === undefined) {
    throw new Error(`no run of ${task} is there to be sabotaged`);
  }
  return { run, folder: join(disk.stateDir, 'runs', run) };
}

function change({ disk }: World, statement: string): void {
  const database = new DatabaseSync(join(disk.stateDir, 'state.sqlite'), { timeout: 10_000, enableForeignKeyConstraints: false });
  database.exec(statement);
  database.close();
}
