import { MAX_DEFINITION_BYTES } from '../../../protocol/task-definition';
import { join } from 'node:path';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { WorkingFile, WriteFileRequest } from '../../../protocol/working-copy';
import type { IWorkingCopies, WorkingCopyState } from '../../ports';
import { createRepositoryGit } from '../command/repository-git';
import { REFUSALS } from '../../../core/definitions/definition-refusals';
import { findGitDirectory } from '../find-git-directory';
import { createBranchFinder } from '../refs/branch-finder';
import { checkRoot } from './check-root';
import { commitFiles, currentBranch } from './commit-files';
import { definitionPlace } from './definition-place';
import { listDefinitions } from './list-definitions';
import { readDefinition } from './read-definition';
import { readStatus } from './read-status';
import { writeDefinition } from './write-definition';

/** The checkouts of people on this machine, through their own git. */
export function createWorkingCopies(): IWorkingCopies {
  return { describe, readFile, writeFile, commit: commitFiles };
}

async function describe(root: string): Promise<Outcome<WorkingCopyState>> {
  const checked = await checkRoot(root);
  if (!checked.ok) {
    return checked;
  }
  const branch = await currentBranch(root);
  if (!branch.ok) {
    return branch;
  }
  const runsFrom = await branchThatRuns(root, branch.value);
  if (!runsFrom.ok) {
    return runsFrom;
  }
  const definitionFiles = [];
  for (const path of await listDefinitions(root)) {
    const text = await readDefinition(join(root, path));
    definitionFiles.push({ path, text: text.ok ? text.value : null });
  }
  return done({ branch: branch.value, runsFrom: runsFrom.value, definitionFiles });
}

/** Where none of the branches exists yet, the one that the first commit will make, if it is one of them. */
async function branchThatRuns(root: string, current: string | null): Promise<Outcome<string>> {
  const place = await findGitDirectory(root);
  if (!place.ok) {
    return place;
  }
  const { path, bare } = place.value;
  const finder = createBranchFinder({ git: createRepositoryGit(path), gitDirectory: path, bare, name: root, branch: null });
  const head = await finder.find();
  const candidates = await finder.candidates();
  return done(head.ok ? head.value.branch : (candidates.find(name => name === current) ?? 'master'));
}

async function readFile(root: string, path: string): Promise<Outcome<WorkingFile>> {
  const place = await definitionPlace(root, path);
  if (!place.ok) {
    return place;
  }
  const text = await readDefinition(place.value);
  if (!text.ok) {
    return text;
  }
  const status = await readStatus(root, [path]);
  return status.ok ? done({ path, text: text.value, changed: status.value.length > 0 }) : status;
}

async function writeFile(request: WriteFileRequest): Promise<Outcome<WorkingFile>> {
  if (Buffer.byteLength(request.text) > MAX_DEFINITION_BYTES) {
    return refuse('too_large', `${request.path}: ${REFUSALS.tooLarge}`);
  }
  const place = await definitionPlace(request.root, request.path);
  if (!place.ok) {
    return place;
  }
  const written = await writeDefinition({ place: place.value, text: request.text, expected: request.expected });
  return written.ok ? readFile(request.root, request.path) : written;
}
