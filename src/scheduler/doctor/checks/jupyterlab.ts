import type { Check } from '../doctor-context';
import { good, problem, warning, type Finding } from '../finding';
import type { PythonFacts } from '../look/look-at-python';
import { isAtLeast, numbersOf } from '../version-order';

const MAJOR = 4;

export const jupyterLabCheck: Check = {
  name: 'JupyterLab',
  half: 'jupyter',
  look: ({ python }) => (python.ok ? [judge(python.facts)] : [])
};

function judge({ jupyterlab, python, lab_extension: { made_for: madeFor } }: PythonFacts): Finding {
  const install = `run \`${python.executable} -m pip install -U "jupyterlab>=4.6,<5"\``;
  if (jupyterlab === null) {
    return warning(`there is none in the environment of ${python.executable}: the scheduler and the command work without`, install);
  }
  if (numbersOf(jupyterlab)[0] !== MAJOR) {
    return problem(`JupyterLab ${jupyterlab} can’t load the extension, which is made for JupyterLab ${MAJOR}`, install);
  }
  // What Lab's packages are numbered like since 4.0.
  return madeFor !== null && !isAtLeast(jupyterlab, numbersOf(madeFor).slice(0, 2))
    ? warning(`JupyterLab ${jupyterlab} is older than what the extension is made for (${madeFor})`, install)
    : good(`JupyterLab ${jupyterlab}`);
}
