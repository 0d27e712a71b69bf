import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunId } from '../../protocol/identity';
import { RUN_FILES } from '../../protocol/run-folder';
import type { IRunFolders } from '../ports';
import { readClaim, readSpecification } from './run-files';
import { writeWhole } from './write-whole';

/** Run folders below `directory`, readable by their owner only: a specification holds the organisation's secrets. */
export function createRunFolders(options: { readonly directory: string }): IRunFolders {
  const path = (run: RunId): string => join(options.directory, run);
  return {
    path,
    create: async specification => {
      const folder = path(specification.run);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      if ((await readClaim(folder)) !== null) {
        throw new Error(`run ${specification.run} was started before; a run starts at most once`);
      }
      await writeWhole(join(folder, RUN_FILES.specification), JSON.stringify(specification));
    },
    specification: run => readSpecification(path(run))
  };
}
