import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { IObservable } from '../../client/create-store';
import type { LogHabits } from '../../view/logs/log-habits';
import { choice, flag, followSettings, type SetValues } from '../settings/follow-settings';

/** What a person sets for *Tasks information*, in `schema/tasks.json`. */
export type TasksSettings = {
  /** The organisation shown first; null: the one that was chosen last. */
  readonly organisation: string | null;
  /** IANA name of the zone that times are shown in. */
  readonly timeZone: string;
  readonly logs: LogHabits;
};

export function parseTasksSettings(values: SetValues): TasksSettings {
  const { organisation } = values;
  return {
    organisation: typeof organisation === 'string' && organisation.trim() !== '' ? organisation.trim() : null,
    timeZone: choice(values, 'timeZone', ['local', 'utc']) === 'utc' ? 'UTC' : Intl.DateTimeFormat().resolvedOptions().timeZone,
    logs: { follow: flag(values, 'followLogs', true), wrap: choice(values, 'wrapLogs', ['narrow', 'always', 'never']) }
  };
}

export function followTasksSettings(registry: ISettingRegistry | null): IObservable<TasksSettings> {
  return followSettings(registry, 'peach-lab:tasks', parseTasksSettings);
}
