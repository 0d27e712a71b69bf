// Content hash of files and folders, so that a step of the set-up runs again only when something it depends on changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LEFT_OUT = /(^|\/)(__pycache__|node_modules|labextension|scheduler\/main\.cjs|_version\.py|.*\.test\.tsx?|.*\.egg-info)$/;

function filesBelow(root, path) {
  const full = join(root, path);
  if (!existsSync(full) || LEFT_OUT.test(path)) {
    return [];
  }
  if (!statSync(full).isDirectory()) {
    return [path];
  }
  return readdirSync(full)
    .sort()
    .flatMap(name => filesBelow(root, `${path}/${name}`));
}

export function fingerprint(root, paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(path => filesBelow(root, path))) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}
