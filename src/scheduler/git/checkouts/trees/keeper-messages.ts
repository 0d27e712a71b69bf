import type { ITreeKeeper } from './tree-keeper';

/** What a threaded keeper's thread is asked. */
export type KeeperCall = { readonly id: number; readonly method: keyof ITreeKeeper; readonly root: string };

/** What it answers. Errors go in parts: between threads an error loses its code. */
export type KeeperAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string; readonly code: string | undefined };
