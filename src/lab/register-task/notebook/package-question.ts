import type { WantedPackage } from '../register-services';

/** For each wanted distribution the one that is installed, by its name or by a module that it brings. */
const QUESTION = `
import json
from importlib import metadata
try:
    by_module = metadata.packages_distributions()
except Exception:
    by_module = {}
found = {}
for wanted, modules in json.loads(WANTED):
    for name in [wanted, *(each for module in modules for each in by_module.get(module, []))]:
        try:
            found[wanted] = [name, metadata.version(name)]
            break
        except metadata.PackageNotFoundError:
            pass
print(json.dumps(found))
`;

/** Python that prints which of the packages are installed. It runs in a namespace of its own. */
export function packageQuestion(packages: readonly WantedPackage[]): string {
  const wanted = JSON.stringify(packages.map(({ distribution, modules }) => [distribution, modules]));
  // JSON's quotes and escapes are Python's too.
  return `__import__("builtins").exec(${JSON.stringify(QUESTION)}, {"WANTED": ${JSON.stringify(wanted)}})`;
}
