import type { Check } from '../doctor-context';
import { good } from '../finding';

/** A note, no warning: without them processes are found by their ancestry, which all but a few have kept. */
export const controlGroupsCheck: Check = {
  name: 'control groups',
  half: 'scheduler',
  look: ({ machine: { platform, controlGroups } }) => {
    if (platform !== 'linux') {
      return [];
    }
    return [
      good(
        controlGroups === null
          ? 'none can be made by this user: a process that hides from its run may outlive it (Delegate=yes of a systemd unit allows them)'
          : `can be made in ${controlGroups}`
      )
    ];
  }
};
