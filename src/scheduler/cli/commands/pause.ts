import { defineCommand } from '../arguments/command';
import { CONNECTION_OPTIONS, JSON_OPTION } from '../arguments/shared-options';
import { connect } from '../client/connect';
import { askAboutTask } from '../client/find-named';
import { questions } from '../client/questions';
import { EXIT, fail } from '../exit-codes';
import { printJson } from '../print/print-json';
import type { Command } from '../arguments/command';

type Words = { readonly name: 'pause' | 'resume'; readonly summary: string; readonly done: string };

function pauseOrResume({ name, summary, done }: Words): Command {
  return defineCommand({
    name,
    summary,
    notes:
      'Give a TASK, --loop, or --all. What is paused starts nothing by itself; runs that go on are not touched, and `peach run` still runs.',
    arguments: [],
    optional: ['TASK'],
    options: {
      loop: { type: 'string', value: 'NAME', help: 'the laps, due times and retries of this loop' },
      all: { type: 'boolean', help: 'everything' },
      ...CONNECTION_OPTIONS,
      ...JSON_OPTION
    },
    run: async invocation => {
      const { options, given, out } = invocation;
      const { TASK: task } = given;
      if ([task !== undefined, options.loop !== null, options.all].filter(Boolean).length !== 1) {
        return fail(EXIT.usage, `say what to ${name}: a TASK, --loop NAME, or --all`);
      }
      const client = connect(invocation);
      const answer =
        task === undefined
          ? await client.find(questions.pauseLoop(options.loop, name))
          : await askAboutTask(client, task, asked => questions.pauseTask(asked, name));
      if (!answer.ok) {
        return answer;
      }
      if (answer.value === null) {
        return fail(EXIT.usage, `there is no loop ${options.loop ?? ''}`);
      }
      const what = task ?? (options.loop === null ? 'everything' : `loop ${options.loop}`);
      await (options.json ? printJson(out, answer.value) : out.line(`${what} ${done}`));
      return { ok: true, value: EXIT.good };
    }
  });
}

export const pauseCommand = pauseOrResume({
  name: 'pause',
  summary: 'Let a task, a loop or everything start nothing by itself',
  done: 'is paused'
});

export const resumeCommand = pauseOrResume({ name: 'resume', summary: 'Undo a pause', done: 'goes on' });
