import type { Check } from '../doctor-context';
import { good, problem, type Finding } from '../finding';
import type { PythonFacts } from '../look/look-at-python';

/** What one `pip install` brings must be of one version: a half upgrade fails oddly. */
export const packageCheck: Check = {
  name: 'package',
  half: 'both',
  look: ({ python, version }) => [
    python.ok
      ? judge(python.facts, version)
      : problem(
          `Python’s half can’t be asked: ${python.why}`,
          'install peach-lab again in the environment of JupyterLab with `pip install --force-reinstall peach-lab`, and use its own `peach`'
        )
  ]
};

function judge(facts: PythonFacts, version: string): Finding {
  const { version: own, distribution } = facts.package;
  const versions = [
    ['the command and the scheduler', version],
    ['the Python package', own],
    ['what pip has noted', distribution],
    ['the JupyterLab extension', facts.lab_extension.version]
  ] as const;
  const differs = versions.some(([, other]) => other !== null && other !== version);
  if (!differs) {
    return good(`peach-lab ${version} throughout`);
  }
  const told = versions.flatMap(([name, other]) => (other === null ? [] : [`${name} ${other}`])).join(', ');
  return problem(
    `its parts are of different versions: ${told}`,
    `install it again with \`${facts.python.executable} -m pip install --force-reinstall peach-lab\`, then restart JupyterLab${elsewhere(facts, version)}`
  );
}

/** A copy in a folder that Jupyter searches before is not touched by pip. */
function elsewhere({ lab_extension: { place, version: lab } }: PythonFacts, version: string): string {
  return lab !== null && lab !== version && place !== null ? `; if ${place} is still there as it was, remove it` : '';
}
