import { expect, it } from 'vitest';
import type { CatalogueOrganisation, CatalogueTask, Requirement } from './definition';
import { environmentRequirements } from './environment-requirements';

const position = { file: 'peach.yaml', line: 3, column: 5 };

function organisation(
  own: readonly string[],
  ...tasks: readonly (readonly string[])[]
): Pick<CatalogueOrganisation, 'requirements' | 'tasks'> {
  const requirements = (texts: readonly string[]): readonly Requirement[] => texts.map(text => ({ text, position }));
  return { requirements: requirements(own), tasks: tasks.map(texts => ({ requirements: requirements(texts) }) as CatalogueTask) };
}

it('joins the requirements of the organisation and of its tasks, sorted and distinct', () => {
  const { requirements, notes } = environmentRequirements(organisation(['orjson==3.3.1', 'numpy'], [' numpy ', 'Pandas'], ['arrow']));
  expect(requirements).toEqual(['Pandas', 'arrow', 'numpy', 'orjson==3.3.1']);
  expect(notes).toEqual([]);
});

it('is the same whatever the order of the files', () => {
  expect(environmentRequirements(organisation(['b', 'a'], ['c']))).toEqual(environmentRequirements(organisation(['c', 'a'], ['b'])));
});

it.each(['peach-lab', 'peach_lab', 'Peach.Lab==0.1', 'peach--lab[spark]>=1', 'peach_lab @ file:///srv/x'])(
  'leaves out %s with a note',
  text => {
    const { requirements, notes } = environmentRequirements(organisation([text, 'peach-laboratory'], []));
    expect(requirements).toEqual(['peach-laboratory']);
    expect(notes).toMatchObject([{ ...position, hint: 'remove the line' }]);
    expect(notes[0]?.message).toContain('every run has it already');
  }
);
