import type { DiscoveryConfiguration } from '../../protocol/discovery';

/** What an adapter of a forge is made from. */
export type ForgeOptions = {
  readonly discovery: DiscoveryConfiguration;
  readonly token: string | null;
  /** Milliseconds for one answer. */
  readonly patience: number;
};
