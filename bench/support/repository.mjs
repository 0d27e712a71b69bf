// A real git repository with notebooks and definitions.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Makes a repository in `root` with `files` (text by path) as its first commit on master. */
export function createRepository(root, files) {
  mkdirSync(root, { recursive: true });
  const git = (...args) => {
    const { status, stdout, stderr } = spawnSync('git', ['-C', root, ...args], { encoding: 'utf8' });
    if (status !== 0) {
      throw new Error(`git ${args.join(' ')}: ${stderr}`);
    }
    return stdout.trim();
  };
  const commit = changed => {
    for (const [path, text] of Object.entries(changed)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    git('add', '--all');
    git('commit', '--quiet', '--message', 'bench');
  };
  git('init', '--quiet', '--initial-branch=master');
  git('config', 'user.name', 'bench');
  git('config', 'user.email', 'bench@example.invalid');
  git('config', 'commit.gpgsign', 'false');
  commit(files);
  return { root, commit, head: () => git('rev-parse', 'HEAD') };
}

/** A notebook of one code cell for each source, as nbformat JSON. */
export function notebookOf(...sources) {
  const cells = sources.map((source, number) => ({
    cell_type: 'code',
    id: `cell-${number}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source
  }));
  return JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
}
