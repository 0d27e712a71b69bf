import { describe, expect, it } from 'vitest';
import { told, WELL, WELL_FACTS, withFacts, withMachine, type Ill } from '../test-support/well';
import { jupyterLabCheck } from './jupyterlab';
import { labExtensionCheck } from './lab-extension';
import { packageCheck } from './package';
import { platformCheck } from './platform';
import { programsCheck } from './programs';
import { serverExtensionCheck } from './server-extension';
import { widgetCheck } from './widget';

const { lab_extension: lab, server_extension: server } = WELL_FACTS;

describe.each([
  {
    check: platformCheck,
    ills: [
      [withMachine({ platform: 'darwin' }), 'warning', 'macOS: a process that detaches itself', 'a scheduler on Linux'],
      [withMachine({ platform: 'win32' }), 'problem', 'win32: the scheduler runs on Linux and macOS', 'use WSL']
    ]
  },
  {
    check: packageCheck,
    ills: [
      [
        { ...WELL, version: '1.2.2' },
        'problem',
        'the command and the scheduler 1.2.2, the Python package 1.2.3',
        '-m pip install --force-reinstall peach-lab'
      ],
      [
        withFacts({ package: { version: '1.2.4', distribution: '1.2.3' } }),
        'problem',
        'the Python package 1.2.4, what pip has noted 1.2.3',
        'restart JupyterLab'
      ],
      [
        withFacts({ lab_extension: { ...lab, version: '1.2.2' } }),
        'problem',
        'the JupyterLab extension 1.2.2',
        'if /env/share/jupyter/labextensions/peach-lab is still there as it was, remove it'
      ],
      [
        { ...WELL, python: { ok: false, why: 'No module named peach_lab' } },
        'problem',
        'can’t be asked: No module named peach_lab',
        'install peach-lab again'
      ]
    ]
  },
  {
    check: programsCheck,
    ills: [
      [
        withFacts({ python: { version: '3.9.18', executable: 'python' } }),
        'problem',
        'Python 3.9.18 is older than 3.10',
        'Python 3.10 or newer'
      ],
      [withMachine({ nodeVersion: '22.11.0' }), 'problem', 'Node 22.11.0 is older than 24', 'PEACH_NODE']
    ]
  },
  {
    check: jupyterLabCheck,
    ills: [
      [
        withFacts({ jupyterlab: null }),
        'warning',
        'there is none in the environment of /env/bin/python',
        'pip install -U "jupyterlab>=4.6,<5"'
      ],
      [withFacts({ jupyterlab: '3.6.8' }), 'problem', 'JupyterLab 3.6.8 can’t load', 'pip install -U "jupyterlab>=4.6,<5"'],
      [withFacts({ jupyterlab: '5.0.0a1' }), 'problem', 'JupyterLab 5.0.0a1 can’t load', 'pip install'],
      [withFacts({ jupyterlab: '4.5.9' }), 'warning', '4.5.9 is older than what the extension is made for (^4.6.0)', 'pip install']
    ]
  },
  {
    check: serverExtensionCheck,
    ills: [
      [
        withFacts({ server_extension: { ...server, error: 'ImportError: no tornado' } }),
        'problem',
        'can’t be loaded: ImportError: no tornado',
        'pip install -U'
      ],
      [
        withFacts({ server_extension: { ...server, enabled: null } }),
        'problem',
        'no configuration of Jupyter names peach_lab',
        'server extension enable peach_lab'
      ],
      [
        withFacts({ server_extension: { ...server, enabled: false } }),
        'problem',
        'disabled in /env/etc/jupyter',
        'server extension enable peach_lab'
      ]
    ]
  },
  {
    check: labExtensionCheck,
    ills: [
      [
        withFacts({ lab_extension: { ...lab, error: 'JSONDecodeError: x' } }),
        'problem',
        'can’t read its extensions: JSONDecodeError: x',
        'mend or remove'
      ],
      [
        withFacts({ lab_extension: { ...lab, place: null, version: null } }),
        'problem',
        'does not find it',
        'pip install --force-reinstall peach-lab'
      ],
      [withFacts({ lab_extension: { ...lab, disabled: ['peach-lab'] } }), 'problem', 'is disabled', 'labextension enable peach-lab`'],
      [
        withFacts({ lab_extension: { ...lab, disabled: ['peach-lab:tasks'] } }),
        'warning',
        'without peach-lab:tasks',
        'labextension enable peach-lab:tasks`'
      ]
    ]
  },
  {
    check: widgetCheck,
    ills: [[withFacts({ ipywidgets: null }), 'problem', 'ipywidgets is not installed', 'pip install "ipywidgets>=8.1,<9"']]
  }
] satisfies readonly { check: typeof platformCheck; ills: Ill[] }[])('$check.name', ({ check, ills }) => {
  it('finds nothing wrong where all is well', async () => {
    expect((await told(check, WELL)).map(({ state, remedy }) => [state, remedy])).toEqual(
      check === programsCheck
        ? [
            ['ok', null],
            ['ok', null]
          ]
        : [['ok', null]]
    );
  });

  it.each(ills as Ill[])('%# tells what is wrong and what to do', async (context, state, found, remedy) => {
    const ill = (await told(check, context)).filter(finding => finding.state !== 'ok');

    expect(ill).toEqual([
      expect.objectContaining({ state, found: expect.stringContaining(found) as string, remedy: expect.stringContaining(remedy) as string })
    ]);
  });
});

it('asks nothing of a Python that does not answer', async () => {
  const context = { ...WELL, python: { ok: false, why: 'gone' } } as const;

  const silent = [jupyterLabCheck, serverExtensionCheck, labExtensionCheck, widgetCheck];
  expect((await Promise.all(silent.map(check => told(check, context)))).flat()).toEqual([]);
});
