import type { Check } from '../doctor-context';
import { good, problem, warning, type Finding } from '../finding';
import type { PythonFacts } from '../look/look-at-python';

const WHOLE = 'peach-lab';

export const labExtensionCheck: Check = {
  name: 'lab extension',
  half: 'jupyter',
  look: ({ python }) => (python.ok ? [judge(python.facts)] : [])
};

function judge({ python, lab_extension: { place, version, disabled, error } }: PythonFacts): Finding {
  const { executable } = python;
  const reinstall = `run \`${executable} -m pip install --force-reinstall peach-lab\`, then reload JupyterLab`;
  if (error !== null) {
    return problem(`Jupyter can’t read its extensions: ${error}`, `mend or remove the file that this names; else ${reinstall}`);
  }
  if (place === null) {
    return problem('JupyterLab does not find it in any of its folders (`jupyter --paths`, data, labextensions)', reinstall);
  }
  if (disabled.includes(WHOLE)) {
    return problem(
      `${version ?? ''} in ${place} is disabled`,
      `run \`${executable} -m jupyter labextension enable peach-lab\` for the same level (--level user, sys_prefix or system), then reload JupyterLab`
    );
  }
  return disabled.length > 0
    ? warning(
        `${version ?? ''} in ${place}, without ${disabled.join(', ')}, which are disabled`,
        `run \`${executable} -m jupyter labextension enable ${disabled.join(' ')}\`, then reload JupyterLab`
      )
    : good(`${version ?? ''} in ${place}`);
}
