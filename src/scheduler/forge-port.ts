import type { DiscoveryConfiguration, FoundRepository, RememberedAnswer } from '../protocol/discovery';

/** What a forge answered. `wait`: milliseconds that it wants to be left alone; null where it did not say. */
export type ForgeAnswer =
  | { readonly kind: 'found'; readonly repositories: readonly FoundRepository[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly wait: number | null };

/** A program such as GitLab, asked for the repositories that carry a label. */
export interface IForge {
  /** All of them or a failure, in words without secrets. Never rejects. */
  repositories(signal: AbortSignal): Promise<ForgeAnswer>;
}

/** Forges, and what each of them said last. */
export interface IForges {
  open(discovery: DiscoveryConfiguration): IForge;
  /** The last complete answer, of an earlier scheduler too; null where there is none that can be read. */
  remembered(discovery: DiscoveryConfiguration): Promise<RememberedAnswer | null>;
  /** Rejects where it can't be written. */
  remember(discovery: DiscoveryConfiguration, answer: RememberedAnswer): Promise<void>;
}
