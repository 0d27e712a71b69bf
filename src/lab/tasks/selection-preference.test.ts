import { describe, expect, it } from 'vitest';
import { parseRunId, parseTaskId } from '../../protocol/identity';
import { placeMemory, type PlaceName } from './place-memory';
import { selectionPreference } from './selection-preference';

const TASK = parseTaskId('0192f0a0-0000-7000-8000-000000000001')!;
const RUN = parseRunId('0192f0a0-0000-7000-8000-000000000002')!;

function storage() {
  const entries = new Map<string, string>();
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => {
      entries.set(key, value);
    },
    removeItem: (key: string) => {
      entries.delete(key);
    }
  };
}

function preferenceIn(shared: ReturnType<typeof storage>, place: PlaceName = 'sidebar', first: string | null = null) {
  return selectionPreference(placeMemory(shared, place), first);
}

describe('selectionPreference', () => {
  it('remembers the organisation for each place, and shows it where none was chosen', () => {
    const shared = storage();
    preferenceIn(shared, 'sidebar').saveOrganisation('debr');
    preferenceIn(shared, 'main-area').saveOrganisation('sesr');
    expect(preferenceIn(shared, 'sidebar').organisation()).toBe('debr');
    expect(preferenceIn(shared, 'main-area').organisation()).toBe('sesr');
    expect(preferenceIn(shared, 'notebook').organisation()).toBe('sesr');
  });

  it('shows the organisation that a place asks for before what was remembered', () => {
    const shared = storage();
    preferenceIn(shared).saveOrganisation('debr');
    expect(preferenceIn(shared, 'sidebar', 'sesr').organisation()).toBe('sesr');
  });

  it('remembers a task for each organisation and place', () => {
    const shared = storage();
    preferenceIn(shared).saveTask('debr', TASK);
    expect(preferenceIn(shared).task('debr')).toBe(TASK);
    expect(preferenceIn(shared).task('sesr')).toBeNull();
    expect(preferenceIn(shared, 'main-area').task('debr')).toBeNull();
  });

  it('remembers the chosen execution, until none is', () => {
    const shared = storage();
    preferenceIn(shared).saveRun({ task: TASK, run: RUN, only: true });
    expect(preferenceIn(shared).run()).toEqual({ task: TASK, run: RUN, only: true });
    preferenceIn(shared).saveRun(null);
    expect(preferenceIn(shared).run()).toBeNull();
  });

  it.each(['count_words', '{', '7', 'null', '{"task":1,"run":[]}'])('forgets what is no task and no execution: %s', text => {
    const shared = storage();
    shared.setItem('peach-lab:sidebar:task:debr', text);
    shared.setItem('peach-lab:sidebar:run', text);
    expect(preferenceIn(shared).task('debr')).toBeNull();
    expect(preferenceIn(shared).run()).toBeNull();
  });

  it('remembers nothing where the browser keeps nothing', () => {
    const refuse = (): never => {
      throw new Error('denied');
    };
    const preference = preferenceIn({ getItem: refuse, setItem: refuse, removeItem: refuse });
    preference.saveOrganisation('debr');
    expect(preference.organisation()).toBeNull();
  });
});
