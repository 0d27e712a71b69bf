import { expect, it } from 'vitest';
import { chooseDefinitionFile } from './choose-definition-file';

const situation = { codops: 'debr', taskName: 'train', hasPeachYaml: false };

it('takes the file that already has tasks of the organisation', () => {
  expect(chooseDefinitionFile({ ...situation, files: ['peach.yaml'], hasPeachYaml: true })).toEqual({
    choices: ['peach.yaml'],
    default: 'peach.yaml'
  });
});

it('leaves the choice among several', () => {
  const files = ['peach.conf/a.yaml', 'peach.conf/b.yaml'];
  expect(chooseDefinitionFile({ ...situation, files })).toEqual({ choices: files, default: 'peach.conf/a.yaml' });
});

it('proposes a new file named after the task, or peach.yaml where there is none', () => {
  expect(chooseDefinitionFile({ ...situation, files: [] })).toEqual({
    choices: ['peach.conf/train.yaml', 'peach.yaml'],
    default: 'peach.conf/train.yaml'
  });
  expect(chooseDefinitionFile({ ...situation, files: [], hasPeachYaml: true }).choices).toEqual(['peach.conf/train.yaml']);
});

it('goes to a folder of the organisation where another one has a file of that name', () => {
  const chosen = chooseDefinitionFile({ ...situation, files: [], taken: ['peach.conf/train.yaml'] });
  expect(chosen.default).toBe('peach.conf/debr/train.yaml');
});
