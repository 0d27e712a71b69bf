import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunId } from '../../protocol/identity';
import { RUN_FILES } from '../../protocol/run-folder';
import type { ILogs } from '../ports';
import { followLog } from './follow-log';
import { createFolderWatches } from './folder-watches';
import { readBytes } from './read-bytes';
import { tailOffset } from './tail-offset';

/** The logs in the folders of runs, which stand in `directory`. */
export function createLogs({ directory }: { readonly directory: string }): ILogs {
  const watches = createFolderWatches();
  const logOf = (run: RunId): string => join(directory, run, RUN_FILES.log);
  return {
    size: async run => (await stat(logOf(run)).catch(() => null))?.size ?? 0,
    read: (run, from, to) => readBytes(logOf(run), from, to),
    tailOffset: (run, lines) => tailOffset(logOf(run), lines),
    follow: (run, offset, { ended, signal }) => followLog({ folder: join(directory, run), offset, watches, ended, signal })
  };
}
