/** Texts by name that outlive a reload. A null removes. */
interface IMemory {
  read(name: string): string | null;
  save(name: string, text: string | null): void;
}

/** The places where *Tasks information* stands. */
export type PlaceName = 'sidebar' | 'main-area' | 'notebook';

/** What one place remembers, and what all of them do. */
export type PlaceMemory = { readonly own: IMemory; readonly shared: IMemory };

type TextStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function placeMemory(storage: TextStorage, place: PlaceName): PlaceMemory {
  return { own: memoryUnder(storage, `peach-lab:${place}:`), shared: memoryUnder(storage, 'peach-lab:') };
}

/** A browser may refuse to keep anything: then nothing is remembered. */
function memoryUnder(storage: TextStorage, prefix: string): IMemory {
  return {
    read: name => {
      try {
        return storage.getItem(prefix + name);
      } catch {
        return null;
      }
    },
    save: (name, text) => {
      try {
        if (text === null) {
          storage.removeItem(prefix + name);
        } else {
          storage.setItem(prefix + name, text);
        }
      } catch {
        return;
      }
    }
  };
}
