import type { Outcome } from '../../../protocol/errors';
import type { AuditEntry, IAudit } from '../../access-port';
import type { ICommands, IQueries } from '../scheduler-services';
import type { Principal } from './principal';

type Subject = Pick<AuditEntry, 'action' | 'organisation' | 'subject'>;

/** Writes down each change that is asked for with who asked, and what became of it. `queries` answers everything. */
export function auditCommands(commands: ICommands, { audit, queries, principal }: AuditOptions): ICommands {
  const note = (subject: Subject, outcome: Outcome<unknown>): void =>
    audit.note({ principal: principal.kind, name: principal.name, ...subject, refused: outcome.ok ? null : outcome.refusal.code });
  const noted = <T>(subject: Subject, outcome: Outcome<T>): Outcome<T> => {
    note(subject, outcome);
    return outcome;
  };
  const later = async <T>(subject: Subject, work: Promise<Outcome<T>>): Promise<Outcome<T>> => noted(subject, await work);
  return {
    ...commands,
    runNow: (id, args) => {
      const task = queries.task(id);
      return later({ action: 'run_now', organisation: task?.organisation ?? null, subject: task?.key ?? id }, commands.runNow(id, args));
    },
    pauseTask: (id, paused) => {
      const task = queries.task(id);
      const subject = { action: pauseAction(paused), organisation: task?.organisation ?? null, subject: task?.key ?? id };
      return noted(subject, commands.pauseTask(id, paused));
    },
    pauseLoop: (loop, paused) =>
      noted({ action: pauseAction(paused), organisation: loop, subject: `loop ${loop}` }, commands.pauseLoop(loop, paused)),
    pauseAll: paused => noted({ action: pauseAction(paused), organisation: null, subject: 'all loops' }, commands.pauseAll(paused)),
    stopRun: id => later({ action: 'stop_run', organisation: queries.run(id)?.organisation ?? null, subject: id }, commands.stopRun(id)),
    startTrial: request =>
      later(
        { action: 'try_task', organisation: request.organisation, subject: `${request.organisation}/${request.name}` },
        commands.startTrial(request)
      ),
    writeWorkingFile: request =>
      later({ action: 'write_file', organisation: null, subject: `${request.root}/${request.path}` }, commands.writeWorkingFile(request)),
    commitWorkingFiles: request =>
      later({ action: 'commit_files', organisation: null, subject: request.root }, commands.commitWorkingFiles(request)),
    attach: root => noted({ action: 'attach', organisation: null, subject: root }, commands.attach(root)),
    shutdown: () => noted({ action: 'shutdown', organisation: null, subject: 'scheduler' }, commands.shutdown())
  };
}

type AuditOptions = { readonly audit: IAudit; readonly queries: IQueries; readonly principal: Principal };

function pauseAction(paused: boolean): AuditEntry['action'] {
  return paused ? 'pause' : 'resume';
}
