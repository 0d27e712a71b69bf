import { expect, it } from 'vitest';
import { fillConfiguration } from '../core/configuration/fill-configuration';
import type { ConfigurationFile } from '../protocol/configuration';
import { createLiveConfiguration } from './live-configuration';

const read = (file: ConfigurationFile) => fillConfiguration(file, { state_dir: '/state', home: '/home', environment: {}, directory: '/' });

it('takes what can be taken, and names what waits for the next start', () => {
  const live = createLiveConfiguration(read({ fetch_interval: '5s', loops: { debr: { interval: '1m' } } }));
  const { configuration } = live;
  const waiting = live.replace(read({ fetch_interval: '7s', keep_running: true, loops: { debr: { interval: '2m' } } }));

  expect(waiting.toSorted()).toEqual(['fetch_interval', 'keep_running']);
  expect(configuration.loops.debr?.interval).toBe(120);
  expect([configuration.fetch_interval, configuration.keep_running]).toEqual([5, false]);
});

it('of what waits tells each time, and nothing where it is as at the start', () => {
  const live = createLiveConfiguration(read({ fetch_interval: '5s' }));

  expect(live.replace(read({ fetch_interval: '7s' }))).toEqual(['fetch_interval']);
  expect(live.replace(read({ fetch_interval: '7s' }))).toEqual(['fetch_interval']);
  expect(live.replace(read({ fetch_interval: '5s' }))).toEqual([]);
});
