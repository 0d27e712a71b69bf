import type { Check } from '../doctor-context';
import { good, problem, warning, type Finding } from '../finding';
import type { StoreLook } from '../look/look-at-store';

export const storeCheck: Check = {
  name: 'store',
  half: 'scheduler',
  look: ({ state, storeForm }) => {
    if (state === null) {
      return [];
    }
    return [state.store === null ? good('a scheduler has it open: not read') : judge(state.store, storeForm)];
  }
};

function judge(store: StoreLook, known: number): Finding {
  switch (store.kind) {
    case 'absent':
      return good('none yet: it is made at the first start');
    case 'damaged':
      return problem(
        `${store.file} is damaged (${store.words})`,
        'put a backup in its place, or move it away with its -wal and -shm files to begin with an empty history; tasks are read again from git'
      );
    case 'unopened':
      return warning(
        `${store.file} could not be read: ${store.why}`,
        'see whether it is yours and its disk can be written; start the scheduler to have it opened'
      );
    case 'whole':
      return store.form > known
        ? problem(
            `${store.file} was written by a newer version of peach-lab (form ${store.form}, this one knows ${known})`,
            'run `pip install -U peach-lab`, or choose another state directory'
          )
        : good(`${store.file} is whole`);
  }
}
