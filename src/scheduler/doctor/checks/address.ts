import type { Check } from '../doctor-context';
import { good, problem, warning, type Finding } from '../finding';
import type { AddressLook } from '../look/look-at-address';

export const addressCheck: Check = {
  name: 'address',
  half: 'scheduler',
  look: ({ state }) => (state === null ? [] : [judge(state.address, state.directory)])
};

function judge(address: AddressLook, directory: string): Finding {
  const start = `start one with \`peach serve --state ${directory}\`, or open JupyterLab`;
  switch (address.kind) {
    case 'absent':
      return warning(`no scheduler runs in ${directory}`, start);
    case 'unreadable':
      return problem(`${address.file} can’t be read (${address.code})`, 'remove it and start the scheduler again');
    case 'foreign':
      return problem(
        `${address.file} belongs to user ${address.uid}`,
        'ask as that user, or choose a state directory of your own with --state'
      );
    case 'open':
      return problem(
        `${address.file} holds a secret and has mode ${address.mode.toString(8).padStart(4, '0')}: others may have read it`,
        `run \`chmod 600 ${address.file}\` and \`peach shutdown --state ${directory}\`, then start the scheduler again: it makes a new secret`
      );
    case 'torn':
      return problem(`${address.file} is not the address of a scheduler`, 'remove it and start the scheduler again');
    case 'there':
      return address.isAlive
        ? good(`${address.address.url}, process ${address.address.pid}, mode 0600`)
        : warning(`${address.file} is left from process ${address.address.pid}, which has ended: no scheduler runs in ${directory}`, start);
  }
}
