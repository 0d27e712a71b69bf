import { join } from 'node:path';
import type { RunId } from '../../protocol/identity';
import { RUN_FILES } from '../../protocol/run-folder';
import type { ILogs } from '../ports';
import { followLog } from './follow-log';
import { createLogWatches } from './log-watches';
import { createLogSources } from './log-sources';
import { fileSize } from './read-bytes';
import { createIndexReader } from './index-reader';
import { readGap } from './read-gap';
import { readPart } from './read-part';
import { tailOffset } from './tail-offset';

/** The logs in the folders of runs, which stand in `directory`. */
export function createLogs({ directory }: { readonly directory: string }): ILogs {
  const sources = createLogSources(createLogWatches());
  const folderOf = (run: RunId): string => join(directory, run);
  return {
    size: run => fileSize(join(folderOf(run), RUN_FILES.log)),
    gap: async run => {
      const gap = await readGap(folderOf(run));
      return gap === null ? null : { from: gap.from, to: gap.to, limit: gap.limit };
    },
    read: async (run, from, to) => {
      const { offset, bytes } = await readPart(folderOf(run), from, to);
      return { offset, bytes: bytes.subarray(0, Math.max(0, to - offset)) };
    },
    tailOffset: (run, lines) => tailOffset(folderOf(run), lines),
    times: async (run, from, to) => createIndexReader(folderOf(run)).covering(from, to, await readGap(folderOf(run))),
    follow: (run, offset, options) => followLog(sources, { folder: folderOf(run), offset, ...options })
  };
}
