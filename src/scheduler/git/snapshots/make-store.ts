import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import { gitRefusal } from '../command/git-refusal';
import { runGit } from '../command/run-git';
import { personGit } from '../working-copies/person-git';

/** Where a snapshot is put together, beside the repository it is taken from. Absolute paths. */
export type SnapshotStore = {
  readonly objects: string;
  /** Those of the person's repository. */
  readonly originals: string;
  /** The index of the snapshot, and that of the working copy. */
  readonly index: string;
  readonly originalIndex: string;
};

/** Makes the bare repository of a snapshot of the working copy at `root` in `folder`. */
export async function makeStore(folder: string, root: string): Promise<Outcome<SnapshotStore>> {
  const asked = ['--path-format=absolute', '--show-object-format', '--git-path', 'objects', '--git-path', 'index', '--git-common-dir'];
  const places = await personGit(root, ['rev-parse', ...asked]);
  const [format, originals, originalIndex, common] = places.stdout.toString('utf8').split('\n');
  if (!places.ok || format === undefined || originals === undefined || originalIndex === undefined || common === undefined) {
    return gitRefusal(`${root} can't be read`, places);
  }
  if (/["\\\n]/.test(`${originals}${common}`)) {
    return refuse('git_failed', `${root} has quotes or backslashes in its path, which a trial can't take along: rename the folder`);
  }
  const repository = join(folder, 'repository.git');
  const made = await runGit(['init', '--quiet', '--bare', '--template=', `--object-format=${format}`, repository]);
  if (!made.ok) {
    return gitRefusal('a snapshot of the working copy can’t be made', made);
  }
  const objects = join(repository, 'objects');
  await mkdir(join(objects, 'info'), { recursive: true });
  await writeFile(join(objects, 'info', 'alternates'), `${originals}\n`);
  await includeSettings(join(repository, 'config'), join(common, 'config'));
  return done({ objects, originals, originalIndex, index: join(folder, 'index') });
}

/** The checkout is to be made with the line ends and filters that the person's repository asks for. */
async function includeSettings(file: string, included: string): Promise<void> {
  const own = await readFile(file, 'utf8');
  await writeFile(file, `[include]\n\tpath = "${included}"\n${own}`);
}
