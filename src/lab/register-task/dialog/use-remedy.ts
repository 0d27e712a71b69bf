import type { TranslationBundle } from '@jupyterlab/translation';
import { applyRemedy } from '../form/apply-remedy';
import { readDependencies } from '../form/dependencies';
import { pinPackages } from '../form/pin-packages';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import { wantedPackages } from '../form/wanted-packages';
import type { RegisterServices } from '../register-services';
import type { Draft } from './use-draft';
import type { Remedy } from './FindingsPane';

type RemedyInput = {
  readonly form: RegisterForm;
  readonly facts: RegisterFacts;
  readonly draft: Draft;
  readonly services: RegisterServices;
  readonly trans: TranslationBundle;
  readonly onChange: (change: Partial<RegisterForm> | ((form: RegisterForm) => Partial<RegisterForm>)) => void;
  /** Reads the cell again, after the remedy has changed it. */
  readonly onCellChanged: () => void;
};

/** What does a remedy. Packages are added at once, and get the kernel's versions when it has told them. */
export function useRemedy({ form, facts, draft, services, trans, onChange, onCellChanged }: RemedyInput): (remedy: Remedy) => void {
  return remedy => {
    const effect = applyRemedy(remedy, form, facts);
    if (effect.kind === 'cell') {
      services.cell.insertAtTop(effect.lines);
      onCellChanged();
      return;
    }
    onChange(effect.change);
    if (remedy.kind === 'add_dependency' && draft.request !== null) {
      const wanted = wantedPackages([{ severity: 'warning', field: null, message: '', remedies: [remedy] }], draft.request);
      void services.kernel.versions(wanted).then(answer => {
        const pins = readDependencies(pinPackages(wanted, answer, trans)?.dependencies ?? '');
        const pinned = new Map(wanted.map(({ distribution }, index) => [distribution, pins[index] ?? distribution]));
        onChange(({ dependencies }) => ({
          dependencies: readDependencies(dependencies)
            .map(requirement => pinned.get(requirement) ?? requirement)
            .join(', ')
        }));
      });
    }
  };
}
