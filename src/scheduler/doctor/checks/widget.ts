import type { Check } from '../doctor-context';
import { good, problem } from '../finding';

export const widgetCheck: Check = {
  name: 'widget',
  half: 'jupyter',
  look: ({ python }) => {
    if (!python.ok) {
      return [];
    }
    const { ipywidgets, python: own } = python.facts;
    return [
      ipywidgets === null
        ? problem(
            'ipywidgets is not installed, so notebooks can’t show tasks',
            `run \`${own.executable} -m pip install "ipywidgets>=8.1,<9"\`, then restart the kernel and reload JupyterLab`
          )
        : good(`ipywidgets ${ipywidgets}`)
    ];
  }
};
