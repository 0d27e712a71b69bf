/** Texts of blobs by id; null: it is not UTF-8. */
export type BlobCache = {
  get(id: string): string | null | undefined;
  set(id: string, text: string | null): void;
};

/** Characters that are kept: a thousand definition files. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Keeps what was used last. */
export function createBlobCache(mostCharacters = MOST_CHARACTERS): BlobCache {
  const texts = new Map<string, string | null>();
  let characters = 0;

  function drop(id: string): void {
    characters -= texts.get(id)?.length ?? 0;
    texts.delete(id);
  }

  return {
    get: id => {
      const text = texts.get(id);
      if (text !== undefined) {
        texts.delete(id);
        texts.set(id, text);
      }
      return text;
    },
    set: (id, text) => {
      drop(id);
      texts.set(id, text);
      characters += text?.length ?? 0;
      for (const oldest of texts.keys()) {
        if (characters <= mostCharacters) {
          break;
        }
        drop(oldest);
      }
    }
  };
}
