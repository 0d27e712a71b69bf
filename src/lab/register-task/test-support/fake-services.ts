import { vi } from 'vitest';
import type { ICodeKindForm } from '../../tokens';
import type { RegisterServices } from '../register-services';
import { createRegistry } from '../../extension-points/create-registry';
import { browserTimers } from '../../scheduler-client/browser-timers';
import { fakeTrialApi, quietConnection } from '../try-it/test-support/fake-trials';
import { answered, workingCopy } from './register-fixtures';

/** The text of the definition file that {@link fakeServices} finds. */
export const DEFINITIONS = 'codops: debr\ntasks:\n  taken:\n    notebook: a.ipynb\n    method: taken  # as it was\n    executor: python\n';

/** Everything answers well; the notebook's only cell holds `source`. */
export function fakeServices(source: string) {
  let text = source;
  return {
    api: {
      preflight: vi.fn<RegisterServices['api']['preflight']>(() => answered({ findings: [] })),
      workingCopy: vi.fn<RegisterServices['api']['workingCopy']>(() => answered(workingCopy())),
      workingFile: vi.fn<RegisterServices['api']['workingFile']>((_root, path) => answered({ path, text: DEFINITIONS, changed: false })),
      writeWorkingFile: vi.fn<RegisterServices['api']['writeWorkingFile']>(request =>
        answered({ path: request.path, text: request.text, changed: true })
      ),
      commit: vi.fn<RegisterServices['api']['commit']>(() => answered({ commit: '0123456789', branch: 'feature/x' })),
      ...fakeTrialApi()
    },
    connection: vi.fn<RegisterServices['connection']>(() => Promise.resolve(quietConnection())),
    timers: browserTimers,
    status: vi.fn<RegisterServices['status']>(() => Promise.resolve({ state: 'running', reason: null })),
    cell: {
      path: 'notebooks/related.ipynb',
      number: 4,
      source: () => text,
      notebook: () => ({ cells: [{ cell_type: 'code', source: text }] }),
      insertAtTop: vi.fn((lines: string) => {
        text = `${lines}\n${text}`;
      }),
      save: vi.fn(() => Promise.resolve())
    },
    codeKinds: createRegistry<ICodeKindForm>('form'),
    kernel: { versions: vi.fn<RegisterServices['kernel']['versions']>(() => Promise.resolve({ kind: 'no_kernel' })) },
    editors: {
      hasUnsavedChanges: vi.fn<RegisterServices['editors']['hasUnsavedChanges']>(() => false),
      reload: vi.fn<RegisterServices['editors']['reload']>(() => Promise.resolve()),
      open: vi.fn<RegisterServices['editors']['open']>()
    },
    absolutePath: '/srv/repo/notebooks/related.ipynb'
  } satisfies RegisterServices;
}
