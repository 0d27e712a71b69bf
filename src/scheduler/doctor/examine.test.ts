import { expect, it } from 'vitest';
import { ALL_CHECKS } from './all-checks';
import { examine } from './examine';
import { WELL, WELL_SCHEDULER, WELL_FOLDER } from './test-support/well';

it('finds nothing wrong where all is well, in the order of the checks', async () => {
  const { checks } = await examine({
    ...WELL,
    scheduler: { ...WELL_SCHEDULER, organisations: [] },
    currentRepository: WELL_FOLDER.path,
    git: WELL.git,
    state: null
  });

  expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
  const order = ALL_CHECKS.map(({ name }) => name);
  expect(checks.map(({ name }) => order.indexOf(name))).toEqual(checks.map(({ name }) => order.indexOf(name)).sort((a, b) => a - b));
});

it('makes the other checks where one breaks, and tells that it did', async () => {
  const broken = {
    name: 'broken',
    half: 'both',
    look: () => {
      throw new Error('no such thing');
    }
  } as const;

  expect(await examine(WELL, [broken, ...ALL_CHECKS.slice(0, 1)])).toMatchObject({
    checks: [
      { name: 'broken', state: 'problem', found: 'this could not be looked at: no such thing' },
      { name: 'platform', state: 'ok' }
    ]
  });
});

it('has a remedy for all that is wrong, and none for what is not', async () => {
  const worst = { ...WELL, version: '0', machine: { ...WELL.machine, platform: 'win32', memory: 1, now: 0, watches: 1 }, uvPath: null };

  const { checks } = await examine(worst);

  expect(checks.filter(({ state }) => state === 'problem').length).toBeGreaterThan(3);
  expect(checks.filter(({ state, remedy }) => (state === 'ok') !== (remedy === null))).toEqual([]);
});
