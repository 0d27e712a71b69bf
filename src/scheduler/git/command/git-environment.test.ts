import { expect, it } from 'vitest';
import { gitEnvironment } from './git-environment';

it('leaves out what points git at another repository', () => {
  const environment = gitEnvironment({ GIT_DIR: '/x', GIT_INDEX_FILE: '/x/index', GIT_TRACE: '1', PATH: '/bin' }, {});

  expect(environment).not.toHaveProperty('GIT_DIR');
  expect(environment).not.toHaveProperty('GIT_INDEX_FILE');
  expect(environment).not.toHaveProperty('GIT_TRACE');
  expect(environment.PATH).toBe('/bin');
});

it('keeps certificates, identity and settings of the person', () => {
  const own = { GIT_SSL_CAINFO: '/ca.pem', GIT_AUTHOR_NAME: 'Ada', GIT_SSH_COMMAND: 'ssh -i key', GIT_CONFIG_COUNT: '1' };

  expect(gitEnvironment(own, {})).toMatchObject(own);
});

it('never lets git ask anybody', () => {
  expect(gitEnvironment({ GIT_ASKPASS: '/usr/bin/window', GIT_TERMINAL_PROMPT: '1' }, {})).toMatchObject({
    GIT_ASKPASS: '',
    GIT_TERMINAL_PROMPT: '0'
  });
});
