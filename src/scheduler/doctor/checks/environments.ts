import type { Check } from '../doctor-context';
import { good, problem } from '../finding';

export const environmentsCheck: Check = {
  name: 'environment',
  half: 'scheduler',
  look: ({ scheduler }) => {
    if (scheduler.kind !== 'answered') {
      return [];
    }
    if (scheduler.organisations === null) {
      return [
        problem('the scheduler does not tell its organisations in a way that this version understands', 'see that both are of one version')
      ];
    }
    return scheduler.organisations.map(({ codops, environment: { state, reason, hash } }) =>
      state === 'failed'
        ? problem(
            `${codops}: ${reason ?? 'the newest could not be built'}${hash === null ? '' : '; the last good one stays in use'}`,
            `correct the dependencies of ${codops} in its definition files; what uv said is in <state_dir>/environments/*.log`
          )
        : good(`${codops}: ${state}`)
    );
  }
};
