import type { RunId } from '../../protocol/identity';
import type { IClock, ILogger } from '../ports';
import type { IProcessGroups } from './process-groups';

/** What is needed to look after one run. */
export type RunContext = {
  readonly run: RunId;
  readonly folder: string;
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly groups: IProcessGroups;
};
