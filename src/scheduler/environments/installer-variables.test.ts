import { expect, it } from 'vitest';
import { installerVariables } from './installer-variables';

it('leaves out what changes how Python works or which environment is meant', () => {
  const own = {
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUNBUFFERED: '1',
    PYTHONPATH: '/x',
    VIRTUAL_ENV: '/v',
    UV_PYTHON: '3.9',
    UV_SYSTEM_PYTHON: '1'
  };

  expect(Object.keys(installerVariables(own)).filter(name => name in own)).toEqual([]);
});

it('leaves out what is the Jupyter server’s own', () => {
  expect(installerVariables({ JUPYTERHUB_API_TOKEN: 't', JPY_API_TOKEN: 't', JUPYTER_TOKEN: 't' })).not.toMatchObject({
    JUPYTER_TOKEN: 't'
  });
  expect(JSON.stringify(installerVariables({ JUPYTERHUB_API_TOKEN: 's3cret', JPY_API_TOKEN: 's3cret' }))).not.toContain('s3cret');
});

it('keeps indexes, proxies, compilers and certificates', () => {
  const own = {
    UV_INDEX_URL: 'https://x',
    HTTPS_PROXY: 'http://p',
    CC: 'gcc',
    SSL_CERT_FILE: '/ca',
    PATH: '/bin',
    UV_PYTHON_INSTALL_DIR: '/py'
  };

  expect(installerVariables(own)).toMatchObject(own);
});

it('never lets uv fetch an interpreter', () => {
  expect(installerVariables({ UV_PYTHON_DOWNLOADS: 'automatic' })).toMatchObject({ UV_PYTHON_DOWNLOADS: 'never' });
});
