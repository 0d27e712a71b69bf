import type { Health } from '../../../protocol/health';
import type { Check, DoctorContext } from '../doctor-context';
import { good, problem, type Finding } from '../finding';
import type { SchedulerLook } from '../look/look-at-scheduler';

export const schedulerCheck: Check = { name: 'scheduler', half: 'scheduler', look: judge };

function judge(context: DoctorContext): readonly Finding[] {
  const { scheduler } = context;
  switch (scheduler.kind) {
    case 'none':
      return [];
    case 'silent':
      return [problem(`it does not answer at ${scheduler.url} (${scheduler.why})`, wake(context))];
    case 'refused':
      return [problem(`at ${scheduler.url} it does not know this secret`, renew(context))];
    case 'unknown':
      return [judgeUnknown(scheduler, context)];
    case 'answered':
      return judgeHealth(scheduler.health, context.version);
  }
}

function judgeUnknown({ url, status, version }: Extract<SchedulerLook, { kind: 'unknown' }>, context: DoctorContext): Finding {
  const { state } = context;
  if (version !== null) {
    const end = state?.address.kind === 'there' ? `end it with \`kill ${state.address.address.pid}\`` : 'end it';
    return problem(
      `it is of version ${version}, which this command of ${context.version} does not understand`,
      `${end}, then start it again or open JupyterLab; runs that are under way go on`
    );
  }
  return problem(
    `what answers at ${url} with status ${status} is no scheduler`,
    state === null ? 'see whether the address is right' : 'end what listens there, and start the scheduler again'
  );
}

function judgeHealth(health: Health, version: string): readonly Finding[] {
  const still = health.loops.filter(loop => loop.standing_still).map(({ name }) => name);
  const findings = [
    ...(health.version === version
      ? []
      : [
          problem(
            `it is of version ${health.version}, this command of ${version}`,
            'run `peach shutdown`, then start it again or open JupyterLab; runs that are under way go on'
          )
        ]),
    ...(still.length === 0
      ? []
      : [
          problem(
            `loops stand still: ${still.join(', ')}`,
            'its log tells why; the state directory’s disk and the environments below are the first to look at, then `peach shutdown` and a new start'
          )
        ])
  ];
  const laps = `${health.loops.length} ${health.loops.length === 1 ? 'loop' : 'loops'}`;
  return findings.length > 0 ? findings : [good(`version ${health.version} answers, ${laps}, of user ${health.owner}`)];
}

function wake({ state }: DoctorContext): string {
  if (state?.address.kind !== 'there') {
    return 'see whether the address is right and it runs';
  }
  const { pid } = state.address.address;
  return `it hangs or is stopped: wake it with \`kill -CONT ${pid}\`; if that does not help, end it with \`kill -9 ${pid}\` and start it again; runs go on`;
}

function renew({ state }: DoctorContext): string {
  return state?.address.kind === 'there'
    ? `remove ${state.address.file}, end process ${state.address.address.pid}, and start the scheduler again`
    : 'put the secret of its scheduler.json in the variable that --token-env names; it is new at each start';
}
