import { expect, it } from 'vitest';
import { chooseRepositories } from './choose-repositories';
import { organisationsOfGroup } from './organisations-of-group';

const BY_GROUP = { team: ['team', 'shared'], 'team/secret': ['secret'], constructor: ['c'] };
const found = (path: string, more: { url?: string | null; archived?: boolean } = {}) => ({
  path,
  group: path.split('/').slice(0, -1).join('/'),
  url: `https://x/${path}.git`,
  archived: false,
  ...more
});

it.each([
  ['team', ['team', 'shared']],
  ['TEAM', ['team', 'shared']],
  ['team/data/deep', ['team', 'shared']],
  ['team/secret', ['secret']],
  ['Team/Secret/deep', ['secret']],
  ['team-2', null],
  ['x/team', null],
  ['te', null],
  ['', null],
  ['constructor', ['c']],
  ['toString', null]
])('gives the group %j what its nearest named parent may define', (group, organisations) => {
  expect(organisationsOfGroup(BY_GROUP, group)).toEqual(organisations);
});

it('serves what is bound to a group, and says why it leaves out the others', () => {
  const choice = chooseRepositories(
    [found('team/a'), found('stranger/b'), found('team/c', { archived: true }), found('team/d', { url: null }), found('team/secret/e')],
    { organisations_by_group: BY_GROUP, branch: 'main', clone: 'https' }
  );

  expect(choice.served).toEqual([
    { url: 'https://x/team/a.git', branch: 'main', organisations: ['team', 'shared'] },
    { url: 'https://x/team/secret/e.git', branch: 'main', organisations: ['secret'] }
  ]);
  expect(choice.leftOut.map(({ path, reason }) => [path, reason])).toEqual([
    ['stranger/b', expect.stringContaining('its group stranger may define no organisation')],
    ['team/c', 'it is archived'],
    ['team/d', 'the forge gives no address to fetch it from by https']
  ]);
});
