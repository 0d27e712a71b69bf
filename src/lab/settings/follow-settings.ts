import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { createStore, type IObservable } from '../../client/create-store';

/** What a person set, by the names of a schema in `schema/`; what they did not set is there too, with its default. */
export type SetValues = Readonly<Record<string, unknown>>;

/** The settings of `plugin` as `parse` reads them, kept as they change; those of `parse({})` where Lab has none, and before they are read. */
export function followSettings<T>(
  registry: Pick<ISettingRegistry, 'load'> | null,
  plugin: string,
  parse: (values: SetValues) => T
): IObservable<T> {
  const settings = createStore(parse({}));
  void registry?.load(plugin).then(
    loaded => {
      const take = (): void => settings.set(parse(loaded.composite));
      take();
      loaded.changed.connect(take);
    },
    (error: unknown) => console.warn(`PEACH Lab: the settings of ${plugin} can't be read; the defaults hold`, error)
  );
  return settings;
}

/** The boolean of this name, or `otherwise` where there is none. */
export function flag(values: SetValues, name: string, otherwise: boolean): boolean {
  const value = values[name];
  return typeof value === 'boolean' ? value : otherwise;
}

/** The value of this name where it is one of `allowed`, else the first of them. */
export function choice<T extends string>(values: SetValues, name: string, allowed: readonly [T, ...T[]]): T {
  return allowed.find(one => one === values[name]) ?? allowed[0];
}
