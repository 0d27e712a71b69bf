import type { Configuration, LoopConfiguration } from '../../protocol/configuration';
import { defaultLoop } from './fill-configuration';

/** The settings of the loop `name`: those that the configuration gives it, else the defaults. */
export function loopConfiguration(configuration: Pick<Configuration, 'loops'>, name: string): LoopConfiguration {
  const named = Object.hasOwn(configuration.loops, name) ? configuration.loops[name] : undefined;
  return named ?? defaultLoop(name);
}
