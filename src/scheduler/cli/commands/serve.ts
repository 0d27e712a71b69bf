import { resolve } from 'node:path';
import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS } from '../arguments/shared-options';

export const serveCommand = defineCommand({
  name: 'serve',
  summary: 'Run the scheduler of a state directory, until it is asked to end',
  arguments: [],
  options: {
    config: { type: 'string', value: 'FILE', help: 'configuration; without one it serves the repository of the current folder' },
    state: CONNECTION_OPTIONS.state,
    'for-jupyter': { type: 'boolean', help: 'live as long as a Jupyter server is attached, and 30 s more' },
    'keep-running': { type: 'boolean', help: 'with --for-jupyter: stay when the last Jupyter server has gone' }
  },
  run: async ({ program, options, cwd }) => {
    const absolute = (path: string | null) => (path === null ? null : resolve(cwd, path));
    const code = await program.serve({
      config: absolute(options.config),
      stateDir: absolute(options.state),
      forJupyter: options['for-jupyter'],
      keepRunning: options['keep-running']
    });
    return { ok: true, value: code };
  }
});
