import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { notebook } from '../../e2e/support/repository';
import type { CommitFact } from '../history/history';
import { moment } from '../world/moment';
import { runCommand } from '../world/run-command';
import { definitionFiles, type DefinitionState, type RepositoryName } from './organisations';
import { NUMBER_FILE, taskSource } from './task-source';

/** A repository of the load: each commit has a number, in a file and in the code. */
export interface ILoadRepository {
  readonly name: RepositoryName;
  readonly root: string;
  git(...args: readonly string[]): string;
  /** Commits everything anew under the next number, on top of the last commit, or of the one before it (`instead`). */
  commit(changes?: Partial<DefinitionState>, place?: 'on top' | 'instead'): CommitFact;
  readonly state: DefinitionState;
}

/** Makes the repository in `root` with its first commit; `told` hears of each commit, after `publish` has brought it to where it is served. */
export function createLoadRepository(
  name: RepositoryName,
  folders: { readonly root: string; readonly journals: string },
  told: { readonly publish: (force: boolean) => void; readonly made: (commit: CommitFact) => void }
): ILoadRepository {
  const { root, journals } = folders;
  const git = (...args: readonly string[]): string => runCommand('git', ['-C', root, ...args]);
  let number = 0;
  let state: DefinitionState = { resting: false, unresolvable: false };
  mkdirSync(root, { recursive: true });
  git('init', '--quiet', '--initial-branch=master');
  ['user.name=Chaos', 'user.email=chaos@example.invalid', 'commit.gpgsign=false', 'gc.auto=0'].forEach(setting =>
    git('config', ...setting.split('='))
  );
  const commit = (changes: Partial<DefinitionState> = {}, place: 'on top' | 'instead' = 'on top'): CommitFact => {
    number += 1;
    state = { ...state, ...changes };
    const files = { ...definitionFiles(name, journals, state), 'work.ipynb': notebook(taskSource(number)), [NUMBER_FILE]: `${number}\n` };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const from = moment();
    git('add', '--all');
    git('commit', '--quiet', '--message', `Number ${number}`, ...(place === 'instead' ? ['--amend'] : []));
    told.publish(place === 'instead');
    const made = { repository: name, hash: git('rev-parse', 'HEAD'), number, from, until: moment() };
    told.made(made);
    return made;
  };
  commit();
  return {
    name,
    root,
    git,
    commit,
    get state() {
      return state;
    }
  };
}
