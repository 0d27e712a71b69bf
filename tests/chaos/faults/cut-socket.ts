import type { World } from '../world/world';
import { HARMLESS, type FaultDone } from './fault-done';
import { victims } from './victims';

/** Cuts the connections of all who follow logs. */
export async function cutSocket({ followers }: World): Promise<FaultDone> {
  const connected = await victims(() => (followers.connected > 0 ? [followers.connected] : []));
  followers.cut();
  return connected.length > 0 ? HARMLESS : null;
}
