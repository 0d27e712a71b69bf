import { roleIn, suffices } from '../../../core/access/grants';
import type { Role } from '../../../protocol/access';
import { refuse, type Outcome } from '../../../protocol/errors';
import { METADATA_LOOP } from '../../../protocol/identity';
import type { ICommands, IQueries } from '../scheduler-services';
import type { Principal } from './principal';

/**
 * The commands that `principal` may give. What he may see but not do is refused as `forbidden`, with the role that it needs;
 * what he may not see does not exist. `queries` answers everything.
 */
export function restrictCommands(commands: ICommands, queries: IQueries, principal: Principal): ICommands {
  const { grants } = principal;
  const inOrganisation = (organisation: string | null, needed: Role, what: string): Outcome<never> | null => {
    const role = organisation === null ? null : roleIn(grants, organisation);
    if (role === null) {
      return refuse('not_found', `${what}: there is no such thing`);
    }
    return suffices(role, needed) ? null : refuse('forbidden', `${what} needs the role ${needed} in ${organisation}; yours is ${role}`);
  };
  const everywhere = (needed: Role, what: string): Outcome<never> | null =>
    suffices(grants.everywhere, needed)
      ? null
      : refuse('forbidden', `${what} needs the role ${needed} in all organisations; yours is ${grants.everywhere ?? 'for single ones'}`);
  const onThisMachine = (what: string): Outcome<never> | null =>
    principal.kind === 'owner'
      ? null
      : refuse('forbidden', `${what} is for the scheduler's owner, on its own machine: use the Jupyter server there`);
  return {
    runNow: async (task, args) =>
      inOrganisation(queries.task(task)?.organisation ?? null, 'operator', 'running a task') ?? commands.runNow(task, args),
    pauseTask: (task, paused) =>
      inOrganisation(queries.task(task)?.organisation ?? null, 'operator', pausing(paused, 'a task')) ?? commands.pauseTask(task, paused),
    pauseLoop: (loop, paused) =>
      (loop === METADATA_LOOP
        ? everywhere('operator', pausing(paused, 'the loop metadata'))
        : inOrganisation(queries.organisation(loop)?.codops ?? null, 'operator', pausing(paused, 'a loop'))) ??
      commands.pauseLoop(loop, paused),
    pauseAll: paused => everywhere('operator', pausing(paused, 'everything')) ?? commands.pauseAll(paused),
    stopRun: async run => inOrganisation(queries.run(run)?.organisation ?? null, 'operator', 'stopping a run') ?? commands.stopRun(run),
    // Without the path: it would tell what lies on the scheduler's machine.
    preflight: async request =>
      inOrganisation(request.organisation, 'viewer', 'a check for this organisation') ??
      commands.preflight(principal.kind === 'owner' ? request : { ...request, path: null }),
    startTrial: async request =>
      inOrganisation(request.organisation, 'operator', 'trying a task') ?? onThisMachine('a working copy') ?? commands.startTrial(request),
    workingCopy: async path => onThisMachine('a working copy') ?? commands.workingCopy(path),
    notebookTasks: async path => onThisMachine('a notebook of a working copy') ?? commands.notebookTasks(path),
    workingFile: async (root, path) => onThisMachine('a working copy') ?? commands.workingFile(root, path),
    writeWorkingFile: async request => onThisMachine('a working copy') ?? commands.writeWorkingFile(request),
    commitWorkingFiles: async request => onThisMachine('a working copy') ?? commands.commitWorkingFiles(request),
    attach: root => onThisMachine('attaching a Jupyter server') ?? commands.attach(root),
    shutdown: () => everywhere('admin', 'ending the scheduler') ?? commands.shutdown()
  };
}

function pausing(paused: boolean, what: string): string {
  return `${paused ? 'pausing' : 'resuming'} ${what}`;
}
