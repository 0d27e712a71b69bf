import type { Check } from '../doctor-context';
import { good, problem } from '../finding';

export const configurationCheck: Check = {
  name: 'configuration',
  half: 'scheduler',
  look: ({ configuration: { file, problems } }) =>
    problems.length === 0
      ? [good(file ?? 'no file was named with --config: not looked at')]
      : problems.map(line => problem(line, `correct it: a scheduler does not start with ${file ?? 'it'}`))
};
