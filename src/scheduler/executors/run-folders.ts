import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunId } from '../../protocol/identity';
import { RUN_FILES } from '../../protocol/run-folder';
import type { IRunFolders } from '../ports';
import { createLeftFolders } from './left-folders';
import { createReadyFolders } from './ready-folders';
import { readClaim, readSpecification, readStop } from './run-files';
import { writeWhole } from './write-whole';

/**
 * Run folders below `directory`, readable by their owner only: a specification holds the organisation's secrets.
 * `temporary` is where the folders of {@link RunSpecification.temporary_dir} are.
 */
export function createRunFolders(options: { readonly directory: string; readonly temporary: string }): IRunFolders {
  const path = (run: RunId): string => join(options.directory, run);
  const readyFolders = createReadyFolders(options.directory, makeDraft);
  const leftTemporary = createLeftFolders(options.temporary);
  const readyTemporary = createReadyFolders(options.temporary);
  return {
    path,
    create: async specification => {
      const folder = path(specification.run);
      readyFolders.make(folder);
      if ((await readClaim(folder)) !== null) {
        throw new Error(`run ${specification.run} was started before; a run starts at most once`);
      }
      // A run waits for its own as for the folder.
      if (!leftTemporary.take(specification.temporary_dir)) {
        readyTemporary.make(specification.temporary_dir);
      }
      writeSpecification(folder, JSON.stringify(specification));
    },
    specification: run => readSpecification(path(run)),
    noteStop: (run, reason) => writeWhole(join(path(run), RUN_FILES.stop), JSON.stringify({ reason })),
    notedStop: run => readStop(path(run))
  };
}

/** What a specification is written to before it has its name. */
const DRAFT = `${RUN_FILES.specification}.draft`;

/** Ahead of need: to make a file takes longer than to write it. */
function makeDraft(folder: string): void {
  writeFileSync(join(folder, DRAFT), '', { mode: 0o600 });
}

/**
 * Others see it whole or not at all. It need not be on disk: after a loss of power nobody is left who would start the
 * run, and the next scheduler writes it again. A run waits for this, so it is written without a thread's detour.
 */
function writeSpecification(folder: string, text: string): void {
  const draft = join(folder, DRAFT);
  writeFileSync(draft, text, { mode: 0o600 });
  renameSync(draft, join(folder, RUN_FILES.specification));
}
