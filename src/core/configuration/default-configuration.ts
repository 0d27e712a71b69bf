import type { Configuration } from '../../protocol/configuration';
import type { ConfigurationDefaults } from './configuration-defaults';
import { fillConfiguration } from './fill-configuration';

/** The configuration where no file is given. */
export function defaultConfiguration(defaults: ConfigurationDefaults): Configuration {
  return fillConfiguration({}, defaults);
}
