import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import { expect, it, vi } from 'vitest';
import { choice, flag, followSettings, type SetValues } from './follow-settings';

function registryWith(composite: SetValues) {
  let change: () => void = () => undefined;
  const settings = { composite, changed: { connect: (slot: () => void) => (change = slot) } };
  const load = vi.fn(() => Promise.resolve(settings as unknown as ISettingRegistry.ISettings));
  return {
    load,
    set: (values: SetValues) => {
      settings.composite = values;
      change();
    }
  };
}

const parse = (values: SetValues) => flag(values, 'badges', true);

it('has the defaults until they are read, then what was set, and follows each change', async () => {
  const registry = registryWith({ badges: false });
  const settings = followSettings(registry, 'peach-lab:drift-badge', parse);
  expect(settings.getSnapshot()).toBe(true);
  await vi.waitFor(() => expect(settings.getSnapshot()).toBe(false));
  registry.set({ badges: true });
  expect(settings.getSnapshot()).toBe(true);
});

it('keeps the defaults where there is no registry, and where it has no such plugin', async () => {
  expect(followSettings(null, 'x', parse).getSnapshot()).toBe(true);
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const settings = followSettings({ load: () => Promise.reject(new Error('unknown')) }, 'x', parse);
  await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1));
  expect(settings.getSnapshot()).toBe(true);
});

it('takes what is not of the right kind for not set', () => {
  expect(flag({ badges: 'no' }, 'badges', true)).toBe(true);
  expect(choice({ zone: 'mars' }, 'zone', ['local', 'utc'])).toBe('local');
  expect(choice({ zone: 'utc' }, 'zone', ['local', 'utc'])).toBe('utc');
});
