import type { Check, StateLook } from '../doctor-context';
import { good, problem, type Finding } from '../finding';
import type { SchedulerLook } from '../look/look-at-scheduler';

/** The lock tells who has the state directory, even where its owner does not answer. */
export const ownerCheck: Check = {
  name: 'owner',
  half: 'scheduler',
  look: ({ state, scheduler }) => (state === null ? [] : judge(state, scheduler))
};

function judge(state: StateLook, scheduler: SchedulerLook): readonly Finding[] {
  return [...judgeHealth(state, scheduler), ...(state.ownerPid === null ? [] : [judgeOwner(state, state.ownerPid)])];
}

function judgeOwner({ address, directory }: StateLook, owner: number): Finding {
  const end = `end it with \`kill ${owner}\`, after a look at it with \`ps -fp ${owner}\`, and start the scheduler again; runs go on`;
  if (address.kind !== 'there') {
    return address.kind === 'absent'
      ? problem(
          `process ${owner} owns ${directory} and tells no address: it is starting, ending or hangs`,
          `look again in a minute; else ${end}`
        )
      : good(`process ${owner}`);
  }
  const { pid } = address.address;
  return pid === owner
    ? good(`process ${owner}`)
    : problem(`process ${owner} owns ${directory}, while the address names process ${pid}`, end);
}

/** Of a state directory that was copied, or is seen through another path. */
function judgeHealth({ address, directory }: StateLook, scheduler: SchedulerLook): readonly Finding[] {
  if (scheduler.kind !== 'answered' || address.kind !== 'there' || scheduler.health.pid === address.address.pid) {
    return [];
  }
  const { pid, state_dir: other } = scheduler.health;
  return [
    problem(
      `what answers is process ${pid}, the scheduler of ${other}`,
      `remove ${address.file}, which is not from this machine or not of this folder, and start a scheduler with \`peach serve --state ${directory}\``
    )
  ];
}
