// The walls between the parts (ARCHITECTURE.md). The compiler holds most of them; this holds the rest.
const part = name => `^src/${name}/`;
const wall = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { path: '^src/', pathNot: allowed }
});
const outside = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$' },
  to: { dependencyTypesNot: ['local'], path: '.', pathNot: ['^src/', ...allowed] }
});
const modules = (...names) => names.map(name => `node_modules/${name}(/|$)`);
const ADAPTERS = '(executors|environments|git|store|logs|lint|webhooks|doctor|forges)';

module.exports = {
  forbidden: [
    { name: 'no-cycle', severity: 'error', from: {}, to: { circular: true } },
    wall('protocol', part('protocol'), ['^src/protocol/'], 'protocol imports nothing of ours'),
    wall('core', part('core'), ['^src/(protocol|core)/'], 'core imports protocol'),
    wall('client', part('client'), ['^src/(protocol|core|client)/'], 'client imports protocol and core'),
    wall('view', part('view'), ['^src/(protocol|core|view)/'], 'view imports protocol and core'),
    wall('lab', part('lab'), ['^src/(protocol|core|client|view|lab)/'], 'lab never imports widget or the scheduler'),
    wall('widget', part('widget'), ['^src/(protocol|core|client|view|widget)/'], 'widget never imports lab or the scheduler'),
    wall('scheduler', part('scheduler'), ['^src/(protocol|core|scheduler)/'], 'the scheduler knows no browser'),
    wall(
      'services-and-loops',
      '^src/scheduler/(services|loops)/',
      [
        '^src/(protocol|core)/',
        '^src/scheduler/(services|loops)/',
        '^src/scheduler/(ports|\\w+-port)\\.ts$',
        '^src/scheduler/test-support/'
      ],
      'services and loops reach the outside through ports'
    ),
    {
      name: 'loops-know-no-services',
      severity: 'error',
      from: { path: '^src/scheduler/loops/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/scheduler/services/' }
    },
    {
      name: 'services-know-no-loops',
      severity: 'error',
      from: { path: '^src/scheduler/services/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/scheduler/loops/' }
    },
    {
      name: 'adapters',
      comment: 'an adapter imports ports and its own folder',
      severity: 'error',
      from: { path: `^src/scheduler/${ADAPTERS}/`, pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/scheduler/',
        pathNot: ['^src/scheduler/$1/', '^src/scheduler/(ports|\\w+-port)\\.ts$', '^src/scheduler/test-support/']
      }
    },
    {
      name: 'api-and-cli',
      comment: 'api and cli import services, ports and their own folder',
      severity: 'error',
      from: { path: '^src/scheduler/(api|cli)/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^src/scheduler/',
        pathNot: [
          '^src/scheduler/$1/',
          '^src/scheduler/services/',
          '^src/scheduler/(ports|\\w+-port)\\.ts$',
          '^src/scheduler/test-support/'
        ]
      }
    },
    outside('protocol-libraries', part('protocol'), modules('@sinclair/typebox', 'ajv'), 'protocol uses the schema validator alone'),
    outside(
      'core-libraries',
      part('core'),
      modules('yaml', '@lezer/python', '@lezer/common', 'ajv'),
      'core uses YAML and the Python parser'
    ),
    outside('client-libraries', part('client'), [], 'client is given fetch and WebSocket'),
    outside('service-libraries', '^src/scheduler/(services|loops)/', [], 'services and loops use no library and no Node module'),
    outside(
      'view-libraries',
      part('view'),
      modules('react', 'react-dom', '@types/react', '@types/react-dom', 'plotly.js', 'plotly.js-basic-dist-min', '@tanstack/react-virtual'),
      'view uses React, Plotly and virtual lists'
    )
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: 'node_modules/.*/node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs'] }
  }
};
