import type { Discovery, DiscoveryConfiguration } from '../../protocol/discovery';
import { startDiscovery, type DiscoveryOptions, type IDiscovery } from './discovery';

/** The forges that are asked for repositories with a label. */
export interface IDiscoveries {
  /** Asks these from now on. Those that were asked already go on; what only others told of is let go. */
  configure(configurations: readonly DiscoveryConfiguration[]): void;
  describe(): readonly Discovery[];
}

export function createDiscoveries(options: DiscoveryOptions): IDiscoveries {
  let running: ReadonlyMap<string, IDiscovery> = new Map();
  return {
    configure: configurations => {
      const wanted = new Map(configurations.map(configuration => [JSON.stringify(configuration), configuration]));
      const ended = [...running].filter(([text]) => !wanted.has(text)).map(([, discovery]) => discovery);
      ended.forEach(discovery => discovery.stop());
      const heirs = new Map(
        [...wanted].map(([text, configuration]) => [text, running.get(text) ?? startHeir(options, configuration, ended)])
      );
      const served = new Set([...heirs.values()].flatMap(discovery => [...discovery.served]));
      ended
        .flatMap(discovery => [...discovery.served])
        .filter(url => !served.has(url) && !options.isConfigured(url))
        .forEach(url =>
          options.repositories.release(url, `its repository ${url} is served no more: the configuration does not ask for it`)
        );
      running = heirs;
    },
    describe: () => [...running.values()].map(discovery => discovery.describe())
  };
}

/** What the same question found before stays served until its new answer. */
function startHeir(options: DiscoveryOptions, configuration: DiscoveryConfiguration, ended: readonly IDiscovery[]): IDiscovery {
  const { forge, url, label, clone } = configuration;
  const same = ended.filter(
    ({ configuration: { forge: a, url: b, label: c, clone: d } }) => a === forge && b === url && c === label && d === clone
  );
  return startDiscovery(options, configuration, new Set(same.flatMap(discovery => [...discovery.served])));
}
