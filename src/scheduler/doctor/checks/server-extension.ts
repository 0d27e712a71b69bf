import type { Check } from '../doctor-context';
import { good, problem, type Finding } from '../finding';
import type { PythonFacts } from '../look/look-at-python';

/** Settings in Python files (`jupyter_server_config.py`) are not read: that would run them. */
export const serverExtensionCheck: Check = {
  name: 'server extension',
  half: 'jupyter',
  look: ({ python }) => (python.ok ? [judge(python.facts)] : [])
};

function judge({ python, server_extension: { enabled, place, error } }: PythonFacts): Finding {
  const { executable } = python;
  if (error !== null) {
    return problem(
      `it can’t be loaded: ${error}`,
      `run \`${executable} -m pip install -U peach-lab\`, which brings what it needs, then restart JupyterLab`
    );
  }
  if (enabled === null) {
    return problem(
      'no configuration of Jupyter names peach_lab, so no server loads it',
      `run \`${executable} -m jupyter server extension enable peach_lab\`, then restart JupyterLab`
    );
  }
  return enabled
    ? good(`enabled in ${place ?? ''}`)
    : problem(
        `disabled in ${place ?? ''}`,
        `run \`${executable} -m jupyter server extension enable peach_lab\` for the same level (--user, --sys-prefix or --system), or take peach_lab out of the JSON files there; then restart JupyterLab`
      );
}
