import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Configuration } from '../../protocol/configuration';
import { formatProblem } from '../../protocol/problem';
import { loopConfiguration } from './loop-configuration';
import { parseConfiguration } from './parse-configuration';

const DEFAULTS = {
  state_dir: '/home/ada/.local/state/peach-lab',
  home: '/home/ada',
  environment: { DEBR_REDIS_URL: 'redis://:hunter2@cache', HOOK: 'https://hooks.example.org/t0p', GITLAB_TOKEN: 'glpat-1', EMPTY: '' },
  directory: '/etc/peach'
};

function good(text: string): Configuration {
  const reading = parseConfiguration('peach.yaml', text, DEFAULTS);
  if (!reading.ok) {
    throw new Error(reading.problems.map(formatProblem).join('\n'));
  }
  return reading.configuration;
}

function told(text: string): readonly string[] {
  const reading = parseConfiguration('c.yaml', text, DEFAULTS);
  return reading.ok ? [] : reading.problems.map(problem => formatProblem(problem).replace('c.yaml:', ''));
}

const discover = (forge: string, groups: string): string => `repositories: [{discover: {${forge}, organisations_by_group: {${groups}}}}]`;

describe('parseConfiguration on a good file', () => {
  it.each(['', '# nothing\n', '---\n', '{}'])('takes %j as every default', text => {
    expect(good(text)).toEqual(good(''));
  });

  it('has the defaults of the design', () => {
    expect(good('')).toEqual({
      state_dir: '/home/ada/.local/state/peach-lab',
      listen: { host: '127.0.0.1', port: 0 },
      repositories: [],
      discoveries: [],
      default_executor: 'spark',
      organisations: {},
      loops: {},
      concurrent_loops: null,
      warm_parents: 8,
      retention: { max_age_days: 30, max_runs: 10_000 },
      notify: [],
      log_size: 268_435_456,
      access: [],
      public_url: null,
      fetch_interval: 10,
      keep_running: false
    });
  });

  it('reads every setting', () => {
    const text = `state_dir: ../../var/lib/peach-lab/
listen: "[::1]:8700"
repositories:
  - url: /srv/git/recommendations.git
    branch: main
    organisations: [debr]
  - {url: ~/work/./lab, organisations: [sesr, chrts]}
  - discover: {gitlab: https://gitlab.example.org/, token_env: GITLAB_TOKEN, organisations_by_group: {Team/Data: [data, ml]}}
  - discover:
      gitea: http://git.example.org/forge
      label: Nightly
      organisations_by_group: {ada: [ada]}
      clone: ssh
      branch: main
      every: 1m
default_executor: python
organisations:
  debr:
    python: "3.12"
    preload: [numpy, sklearn.linear_model]
    env: {REDIS_URL: "\${DEBR_REDIS_URL}/\${EMPTY}1", PLAIN: "$x \${not a name}"}
  constructor: {}
limits: {concurrent_loops: 8, warm_parents: 2, log_size: 2GiB}
retention: {max_age_days: 7, max_runs: 100}
notify:
  - {webhook: "\${HOOK}", after_failures: 1, organisations: [debr]}
  - {webhook: https://hooks.example.org/x}
loops:
  debr: {interval: 0s, timeout: 1h30m}
  metadata: {timeout: 4m}
public_url: https://peach.example.org
fetch_interval: 500ms
keep_running: true
`;
    expect(good(text)).toEqual({
      state_dir: '/var/lib/peach-lab',
      listen: { host: '::1', port: 8700 },
      repositories: [
        { url: '/srv/git/recommendations.git', branch: 'main', organisations: ['debr'] },
        { url: '/home/ada/work/lab', branch: null, organisations: ['sesr', 'chrts'] }
      ],
      discoveries: [
        {
          forge: 'gitlab',
          url: 'https://gitlab.example.org',
          label: 'peach-lab',
          token_env: 'GITLAB_TOKEN',
          organisations_by_group: { 'team/data': ['data', 'ml'] },
          clone: 'https',
          branch: null,
          every: 300
        },
        {
          forge: 'gitea',
          url: 'http://git.example.org/forge',
          label: 'Nightly',
          token_env: null,
          organisations_by_group: { ada: ['ada'] },
          clone: 'ssh',
          branch: 'main',
          every: 60
        }
      ],
      default_executor: 'python',
      organisations: {
        debr: {
          python: '3.12',
          preload: ['numpy', 'sklearn.linear_model'],
          env: { REDIS_URL: 'redis://:hunter2@cache/1', PLAIN: '$x ${not a name}' }
        },
        constructor: { python: null, preload: null, env: {} }
      },
      loops: { debr: { interval: 0, timeout: 5400, grace: 10 }, metadata: { interval: 10, timeout: 240, grace: 10 } },
      concurrent_loops: 8,
      warm_parents: 2,
      retention: { max_age_days: 7, max_runs: 100 },
      notify: [
        { webhook: 'https://hooks.example.org/t0p', after_failures: 1, organisations: ['debr'] },
        { webhook: 'https://hooks.example.org/x', after_failures: 3, organisations: null }
      ],
      log_size: 2_147_483_648,
      access: [],
      public_url: 'https://peach.example.org',
      fetch_interval: 0.5,
      keep_running: true
    });
  });

  it.each([
    ['repo', '/etc/peach/repo'],
    ['../repo', '/etc/repo'],
    ['../../../../x', '/x'],
    ['"~"', '/home/ada'],
    ['~ada/repo', '/etc/peach/~ada/repo'],
    ['/srv//git/./a', '/srv/git/a'],
    ['./with:colon', '/etc/peach/with:colon'],
    ['file:///srv/a', 'file:///srv/a'],
    ['https://git.example.org/a.git', 'https://git.example.org/a.git'],
    ['ssh://git@git.example.org/a.git', 'ssh://git@git.example.org/a.git'],
    ['git@git.example.org:team/a.git', 'git@git.example.org:team/a.git']
  ])('reads the url %s', (url, expected) => {
    expect(good(`repositories: [{url: ${url}}]`).repositories[0]?.url).toBe(expected);
  });
});

describe('parseConfiguration on mistakes', () => {
  it.each([
    ['[]', '1:1: the configuration is a list; it must be a map'],
    ['a: [', /^1:4: the bracket that opens here is not closed/],
    ['state_dir: 1', '1:12: state_dir is a number; it must be text (write it in quotes)'],
    ['stat_dir: /x', /^1:1: unknown key "stat_dir" in the configuration; .* \(did you mean state_dir\?\)$/],
    ['x-mine: 1', /^1:1: unknown key "x-mine" .* \(remove it\)$/],
    ['repositories: [{branch: main}]', '1:16: repositories.0 has neither url nor discover (add url: a path, file://, ssh or https)'],
    [
      discover('gitlab: https://x.org', 'debr: [debr]').replace('{disc', '{url: /a, disc'),
      /^1:16: repositories.0 has url beside discover, which stands alone \(make two entries of it\)$/
    ],
    [
      discover('gitlab: https://x.org', 'debr: [debr]').replace('{disc', '{branch: main, organisations: [x], disc'),
      /^1:16: repositories.0 has branch and organisations beside discover, which stands alone \(write them below discover/
    ],
    [
      'repositories: [{discover: {gitlab: https://x.org}}]',
      /^1:17: repositories.0.discover has no organisations_by_group, which is required \(add organisations_by_group: full path of a group/
    ],
    [discover('label: x', 'a: [a]'), /^1:17: this discover names no forge; write one of gitlab, github or gitea with the address/],
    [
      discover('gitlab: https://x.org, gitea: https://y.org', 'a: [a]'),
      /^1:17: this discover names gitlab and gitea at once; write one of/
    ],
    [discover('gitlab: "https://ada:s3cret@x.org"', 'a: [a]'), /^1:36: this is no http or https address without a user name/],
    [discover('gitlab: /srv/git', 'a: [a]'), /^1:36: this is no http or https address/],
    [
      discover('gitlab: https://x.org, token_env: NOPE', 'a: [a]'),
      /^1:62: the scheduler's own environment has no variable NOPE, which the token is taken from \(set NOPE where/
    ],
    [discover('gitlab: https://x.org, token_env: EMPTY', 'a: [a]'), /^1:62: the variable EMPTY .* holds no token: it is empty/],
    [discover('gitlab: https://x.org, token_env: "a b"', 'a: [a]'), /^1:62: .* is not the name of a variable/],
    [discover('gitlab: https://x.org, label: "a,b"', 'a: [a]'), /^1:58: .* is not a label; use letters/],
    [discover('gitlab: https://x.org, every: 0s', 'a: [a]'), /^1:58: every is 0s; at least 1s is allowed/],
    [discover('gitlab: https://x.org', '/a: [a]'), /^1:76: "\/a" is not the path of a group/],
    [discover('gitlab: https://x.org', 'a: []'), /organisations_by_group.a is an empty list/],
    [discover('gitlab: https://x.org', 'a: [a], A: [b]'), /^1:84: the group "A" is the same as "a"/],
    [discover('gitlab: https://x.org', 'a: [metadata]'), /^1:80: metadata is the loop that all organisations share/],
    [
      discover('gitlab: https://x.org', 'a: [x], b: [y, x]'),
      /^1:91: the organisation "x" may already be defined by the group a of repositories.0; only one/
    ],
    [
      discover('gitlab: https://x.org', 'a: [x]').replace(/]$/, ', {url: /a, organisations: [x]}]'),
      /: the organisation "x" may already be defined by the group a of repositories.0; only one/
    ],
    [
      discover('gitlab: https://x.org', 'a: [x]').replace(/]$/, ', {url: /a}]'),
      /: this repository has no organisations; with several repositories each must say/
    ],
    ['repositories: [{url: /a, organisations: [DEBR]}]', /^1:42: repositories.0.organisations.0 "DEBR" is not the name of an organisation/],
    [
      'repositories: [{url: /a, organisations: [metadata]}]',
      '1:42: metadata is the loop that all organisations share, and no organisation (remove it)'
    ],
    [
      'repositories: [{url: /a, organisations: [a]}, {url: /b}]',
      /^1:47: this repository has no organisations; with several repositories each must say/
    ],
    [
      'repositories:\n  - {url: /a, organisations: [a, b]}\n  - {url: /b, organisations: [c, b]}',
      '3:34: the organisation "b" may already be defined by repositories.0; only one repository may define it (remove it from one of them)'
    ],
    ['repositories: [{url: /a, organisations: [a, a]}]', /^1:45: the organisation "a" is named twice in this repository/],
    ['repositories: [{url: "https://ada:hunter2@x.org/a"}]', /^1:22: the URL carries a password, which would be shown/],
    [
      'listen: 0.0.0.0:80',
      '1:9: listen "0.0.0.0:80" is not a loopback address with a port; write 127.0.0.1:0, where port 0 is chosen freely'
    ],
    ['listen: 127.0.0.1:65536', /^1:9: listen "127.0.0.1:65536" holds a number that is too large/],
    ['listen: 127.0.0.256:1', /^1:9: listen .* too large/],
    ['default_executor: pyhton', '1:19: default_executor "pyhton" does not exist; use spark, python or kubernetes (did you mean python?)'],
    ['organisations: {debr: {python: 3.12}}', '1:32: organisations.debr.python is a number; it must be text (write it in quotes)'],
    [
      'organisations: {debr: {python: "2.7"}}',
      '1:32: organisations.debr.python "2.7" is not a version of Python; write one such as "3.12"'
    ],
    [
      'organisations: {DEBR: {}}',
      '1:17: "DEBR" is not the name of an organisation; use a-z, 0-9, _ and -, at most 63, the first a letter or a digit'
    ],
    [
      'organisations: {metadata: {}}',
      '1:17: metadata is the loop that all organisations share, and no organisation (its settings stand under loops)'
    ],
    ['organisations: {debr: {quota: {}}}', /^1:24: unknown key "quota" in organisations.debr; use python, preload or env/],
    ['organisations: {debr: {env: {A: 1}}}', '1:33: organisations.debr.env.A is a number; it must be text (write it in quotes)'],
    [
      'organisations: {debr: {env: {A: "a${NOPE}b"}}}',
      "1:33: the scheduler's own environment has no variable NOPE, which A takes its value from (set NOPE where the scheduler is started)"
    ],
    ['organisations: {debr: {env: {A: "${toString}"}}}', /no variable toString/],
    [
      'notify: [{webhook: "${NOPE}"}]',
      /^1:20: the scheduler's own environment has no variable NOPE, which the webhook takes its value from/
    ],
    [
      'notify: [{webhook: "ftp://user:s3cret@x"}]',
      '1:20: this webhook is no http or https address (write one such as https://hooks.example.org/peach)'
    ],
    ['notify: [{webhook: "https://x", after_failures: 0}]', /^1:49: notify\.0\.after_failures/],
    ['organisations: {debr: {env: {"A=B": x}}}', /^1:30: "A=B" is not the name of a variable/],
    ['organisations: {debr: {env: {A: "\\0"}}}', /^1:33: the variable A holds a NUL character/],
    ['loops: {debr: {timeout: 0s}}', /^1:25: loops.debr.timeout is 0, so that no run could begin/],
    ['loops: {debr: {interval: 5}}', '1:26: loops.debr.interval is a number; it must be text (write one such as 90s, 10m or 1h30m)'],
    ['loops: {Debr: {}}', /^1:9: "Debr" is not the name of an organisation/],
    ['limits: {concurrent_loops: 0}', '1:28: limits.concurrent_loops is 0; at least 1 is allowed'],
    ['limits: {concurrent_loops: 1.5}', '1:28: limits.concurrent_loops is a number; it must be a whole number'],
    ['limits: {log_size: 1023KiB}', '1:20: limits.log_size is 1023KiB; at least 1 MiB is allowed (write one such as 256MiB)'],
    ['limits: {log_size: 64M}', '1:20: limits.log_size "64M" is not a size; write one such as 64MiB or 1GiB'],
    ['keep_running: yes', '1:15: keep_running is text; it must be true or false'],
    ['a: !env X', /^1:9: the tag "!env" is not allowed/],
    ['listen: a\nlisten: b', /^2:1: the key "listen" is written twice/]
  ])('says what and where: %j', (text, expected) => {
    const problems = told(text);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(expected);
  });

  it('never shows the value of a variable', () => {
    const secret = 's3cret';
    const broken = [
      `{}\nA: ${secret}`,
      `organisations: {debr: {env: {A: [${secret}]}}}`,
      `organisations: {debr: {env: {A: "${secret}\${NOPE}"}}}`,
      `organisations: {debr: {env: {A: "b" ${secret}}}}`,
      `organisations: {debr: {env: {A: @${secret}}}}`,
      `organisations: {debr: {env: ${secret}}}`,
      `organisations: {debr: {env: {A: !x ${secret}}}}`
    ];
    for (const text of broken) {
      expect(told(text)).not.toEqual([]);
      expect(told(text).join()).not.toContain(secret);
    }
  });

  it('answers for any text without throwing', () => {
    const pieces = [
      'listen: ',
      'loops:\n',
      '  debr: ',
      '{',
      '}',
      '[',
      ']',
      'env: ',
      '${A}',
      '"',
      '\n',
      '- ',
      'url: ',
      '*a',
      '&a ',
      '!t ',
      '1',
      ': '
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 20 }), parts => {
        const reading = parseConfiguration('c', parts.join(''), DEFAULTS);
        expect(reading.ok || reading.problems.length > 0).toBe(true);
      }),
      { numRuns: 500 }
    );
  });
});

describe('access', () => {
  const [ONE, OTHER] = ['a', 'b'].map(digit => digit.repeat(64));
  const entry = (fields: string): string =>
    `access:\n  - {name: ada, token_sha256: ${ONE}, role: viewer, organisations: all}\n  - {${fields}}`;

  it('is nobody where the file names none', () => {
    expect(good('')).toMatchObject({ access: [], public_url: null });
  });

  it('lets a token have several entries', () => {
    const { access } = good(entry(`name: ada, token_sha256: ${ONE}, role: editor, organisations: [debr]`));

    expect(access.map(({ role, organisations }) => [role, organisations])).toEqual([
      ['viewer', 'all'],
      ['editor', ['debr']]
    ]);
  });

  it.each([
    [`name: bob, token_sha256: ${ONE}, role: viewer, organisations: all`, /^3:31: this is the token of "ada"/],
    [`name: bob, token_sha256: ${OTHER}, role: boss, organisations: all`, /^3:\d+: .*viewer, operator, editor or admin/],
    [`name: bob, token_sha256: ${OTHER}, role: viewer`, /organisations/],
    [`name: bob, token_sha256: ${OTHER}, role: viewer, organisations: []`, /organisations/],
    [`name: bob, token_sha256: ${OTHER}, role: viewer, organisations: [metadata]`, /metadata is the loop/],
    [`name: bob, token_sha256: secret, role: viewer, organisations: all`, /token_sha256/],
    [`name: bob, token: secret, role: viewer, organisations: all`, /token/],
    [
      `name: bob, token_sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, role: viewer, organisations: all`,
      /empty text/
    ]
  ])('refuses {%s}', (fields, words) => {
    expect(told(entry(fields)).join('\n')).toMatch(words);
  });

  it.each(['ftp://x', 'https://', 'https://user@x', 'https://x/path', 'x'])('refuses the public_url %s', url => {
    expect(told(`public_url: "${url}"`)).not.toEqual([]);
  });
});

describe('loopConfiguration', () => {
  it('gives what is named, else the defaults', () => {
    const configuration = good('loops: {debr: {timeout: 2h}}');
    expect(loopConfiguration(configuration, 'debr')).toEqual({ interval: 60, timeout: 7200, grace: 10 });
    expect(loopConfiguration(configuration, 'sesr')).toEqual({ interval: 60, timeout: 3600, grace: 10 });
    expect(loopConfiguration(configuration, 'metadata')).toEqual({ interval: 10, timeout: 300, grace: 10 });
  });

  it('is not misled by the names that every object has', () => {
    expect(loopConfiguration(good(''), 'constructor')).toEqual({ interval: 60, timeout: 3600, grace: 10 });
  });
});
