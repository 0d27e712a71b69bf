import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel } from '@jupyterlab/services';
import { parseJson } from '../../../protocol/json';
import type { IKernelPackages, KernelAnswer, WantedPackage } from '../register-services';
import { packageQuestion } from './package-question';

/** How long a kernel has for its answer, in milliseconds. */
const PATIENCE = 3000;

type Session = Pick<ISessionContext, 'session'>;

/** {@link IKernelPackages} of a notebook’s kernel. A kernel that works is not asked, and of the question nothing stays in it. */
export function kernelPackages(context: Session): IKernelPackages {
  return {
    versions: async packages => {
      const kernel = context.session?.kernel ?? null;
      if (kernel === null || kernel.isDisposed) {
        return { kind: 'no_kernel' };
      }
      if (kernel.status !== 'idle') {
        return { kind: 'busy' };
      }
      const question = new AbortController();
      const end = setTimeout(() => question.abort(), PATIENCE);
      try {
        return await Promise.race([ask(kernel, packages, question.signal), given(question.signal)]);
      } catch {
        return { kind: 'silent' };
      } finally {
        clearTimeout(end);
        question.abort();
      }
    }
  };
}

/** Resolves when nobody waits any longer. */
function given(signal: AbortSignal): Promise<KernelAnswer> {
  return new Promise(resolve => signal.addEventListener('abort', () => resolve({ kind: 'silent' })));
}

async function ask(kernel: Kernel.IKernelConnection, packages: readonly WantedPackage[], signal: AbortSignal): Promise<KernelAnswer> {
  const { language_info: language } = await kernel.info;
  if (language.name !== 'python') {
    return { kind: 'other_language' };
  }
  const code = packageQuestion(packages);
  const future = kernel.requestExecute({ code, silent: true, store_history: false, stop_on_error: false, allow_stdin: false });
  signal.addEventListener('abort', () => future.dispose());
  let printed = '';
  future.onIOPub = ({ content }) => {
    if ('name' in content && 'text' in content && content.name === 'stdout') {
      printed += String(content.text);
    }
  };
  const reply = await future.done;
  const versions = reply.content.status === 'ok' ? readVersions(printed) : null;
  return versions === null ? { kind: 'silent' } : { kind: 'known', versions };
}

type Versions = Extract<KernelAnswer, { readonly kind: 'known' }>['versions'];

function readVersions(printed: string): Versions | null {
  const answer = parseJson(printed.trim().split('\n').at(-1) ?? '');
  if (typeof answer !== 'object' || answer === null) {
    return null;
  }
  return new Map(
    Object.entries(answer).flatMap(([wanted, found]) => {
      const [name, version] = (Array.isArray(found) ? found : []) as readonly unknown[];
      return typeof name === 'string' && typeof version === 'string' ? [[wanted, { name, version }] as const] : [];
    })
  );
}
