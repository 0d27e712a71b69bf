// Makes the example git repository, once: what a person does in it afterwards is theirs.
import { cpSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.mjs';
import { ROOT } from './set-up.mjs';

export async function makeExample(folder) {
  if (existsSync(join(folder, '.git'))) {
    return;
  }
  cpSync(join(ROOT, 'examples', 'newsroom'), folder, { recursive: true });
  const git = (...args) => runCommand('git', ['-C', folder, ...args]);
  await git('init', '--quiet', '--initial-branch=master');
  // So that the dialog's commit works on a machine where git does not know its user yet.
  const known = await git('config', 'user.email').then(Boolean, () => false);
  if (!known) {
    await git('config', 'user.name', 'PEACH Lab example');
    await git('config', 'user.email', 'example@peach-lab.invalid');
  }
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'The newsroom example');
}
