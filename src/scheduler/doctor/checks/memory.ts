import type { Check } from '../doctor-context';
import { good, warning } from '../finding';

const MIB = 1024 ** 2;
const LITTLE = 1024 * MIB;

export const memoryCheck: Check = {
  name: 'memory',
  half: 'scheduler',
  look: ({ machine: { memory } }) => {
    const told = `${Math.round(memory / MIB)} MiB`;
    return [
      memory < LITTLE
        ? warning(
            `${told} for everything here: a run that takes more than what is left is killed`,
            'give the machine or container 1 GiB or more, or have fewer tasks at once with `limits: {concurrent_loops: 1, warm_parents: 1}`'
          )
        : good(told)
    ];
  }
};
