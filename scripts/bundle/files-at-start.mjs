// Which files Lab loads of a built extension before any plugin is asked for something, by letting its own loader do it.
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import vm from 'node:vm';

/** What Lab itself asks a federated extension for. */
const ASKED = ['./extension', './style'];
/** Satisfies no range, so that what the extension brings along is taken from it, and all else from Lab. */
const LABS = '999.0.0';

/** Names of the files below `folder`, the entry first. */
export async function filesAtStart(folder, entry) {
  const loaded = [entry];
  const context = vm.createContext({ setTimeout: () => 0, clearTimeout: () => undefined, URL });
  const run = name => vm.runInContext(readFileSync(join(folder, name), 'utf8'), context, { filename: name });
  const appendChild = script => {
    const name = basename(new URL(script.src).pathname);
    loaded.push(name);
    run(name);
    script.onload({ type: 'load', target: script });
  };
  Object.assign(context, {
    self: context,
    window: context,
    document: {
      baseURI: 'http://lab/',
      currentScript: { tagName: 'SCRIPT', src: `http://lab/${entry}` },
      getElementsByTagName: () => [],
      createElement: () => ({ setAttribute: () => undefined }),
      head: { appendChild }
    }
  });
  run(entry);
  const [container] = Object.values(context._JUPYTERLAB);
  await container.init(labsModules());
  await Promise.all(ASKED.map(name => container.get(name)));
  return loaded;
}

/** Lab's share scope: it has every module that is asked for. */
function labsModules() {
  const of = (target, name) => (target[name] ??= { [LABS]: { from: 'lab', get: () => Promise.resolve(() => ({})) } });
  return new Proxy(
    {},
    {
      get: of,
      getOwnPropertyDescriptor: (target, name) => ({ value: of(target, name), configurable: true, enumerable: true, writable: true })
    }
  );
}
