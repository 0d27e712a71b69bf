// @vitest-environment jsdom
import '../test-support/lab-globals';
import { useEffect, useState } from 'react';
import { nullTranslator } from '@jupyterlab/translation';
import { afterEach, describe, expect, it } from 'vitest';
import { argumentRows } from '../form/argument-entries';
import { changeForm } from '../form/change-form';
import { formDefinition } from '../form/form-definition';
import { formMistakes } from '../form/form-mistakes';
import { initialForm } from '../form/initial-form';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import { factsOf, workingCopy } from '../test-support/register-fixtures';
import { render, type Rendered } from '../test-support/render';
import { EntriesPane } from './EntriesPane';

const trans = nullTranslator.load('peach_lab');
const SIGNATURE =
  'days: int, must: bool, ratio: float = 0.5, text: str = "x", flag: bool = True, mode: Literal["a", "b"] = "a", maybe: bool | None = None, items: list[int] | None = None, anything=None';

let page: Rendered | null = null;
let latest: RegisterForm | null = null;

function hold(form: RegisterForm): void {
  latest = form;
}

afterEach(async () => {
  await page?.remove();
});

function Held({ facts }: { readonly facts: RegisterFacts }) {
  const [form, setForm] = useState(() => initialForm(facts));
  useEffect(() => hold(form), [form]);
  const fields = argumentRows(form.method, facts);
  const definition = formDefinition(form, 'a.ipynb', fields);
  const mistakes = formMistakes({ form, fields, definition }, trans);
  return (
    <EntriesPane
      form={form}
      facts={facts}
      draft={{ fields, mistakes, definition, request: null }}
      errors={mistakes}
      files={['peach.conf/debr.yaml', 'peach.conf/other.yaml']}
      file="peach.conf/debr.yaml"
      dependencyHint={null}
      onChange={change => setForm(current => changeForm(current, change, facts))}
    />
  );
}

async function open(facts: RegisterFacts) {
  page = await render(<Held facts={facts} />);
  return page;
}

function definition(facts: RegisterFacts) {
  if (latest === null) {
    throw new Error('nothing was drawn');
  }
  return formDefinition(latest, 'a.ipynb', argumentRows(latest.method, facts));
}

const facts = factsOf(`def f(${SIGNATURE}): pass\n`);

describe('EntriesPane', () => {
  it('draws each argument by its type, with its default in sight', async () => {
    const page = await open(facts);
    const control = (name: string) => page.field(name);
    expect(control('days')).toMatchObject({ type: 'text', inputMode: 'numeric', placeholder: 'required' });
    expect(control('ratio')).toMatchObject({ inputMode: 'decimal', placeholder: '0.5 (default)' });
    expect(control('flag')).toMatchObject({ type: 'checkbox', checked: true });
    expect(control('must')).toMatchObject({ type: 'checkbox', checked: false });
    expect(Array.from(control('mode').querySelectorAll('option'), option => option.textContent)).toEqual(['"a" (default)', '"b"']);
    expect(Array.from(control('maybe').querySelectorAll('option'), option => option.textContent)).toEqual([
      'None (default)',
      'True',
      'False'
    ]);
    expect(control('items').tagName).toBe('TEXTAREA');
    expect(control('anything')).toMatchObject({ placeholder: 'None (default)' });
  });

  it('gives what was entered as the type of the argument', async () => {
    const page = await open(facts);
    await page.enter(page.field('days'), '30');
    await page.click(page.field('flag'));
    await page.enter(page.field('mode'), '"b"');
    await page.enter(page.field('maybe'), 'False');
    await page.enter(page.field('items'), '- 1\n- 2');
    expect(definition(facts).args).toEqual({ days: 30, must: false, flag: false, mode: 'b', maybe: false, items: [1, 2] });
    await page.click(page.field('flag'));
    expect(definition(facts).args).not.toHaveProperty('flag');
  });

  it('says what is wrong below the entry, and ties it to the control', async () => {
    const page = await open(facts);
    await page.enter(page.field('days'), 'many');
    const control = page.field('days');
    expect(control.getAttribute('aria-invalid')).toBe('true');
    expect(document.getElementById(control.getAttribute('aria-describedby') ?? '')?.textContent).toContain('takes a whole number');
    expect(page.field('ratio').getAttribute('aria-invalid')).toBe('false');
  });

  it('reaches every field of a definition, the rare ones folded away until one of them is wrong', async () => {
    const page = await open(facts);
    await page.enter(page.field('Schedule'), '0 6 * * *\n0 7 * * *');
    await page.enter(page.field('Time zone'), 'Europe/Berlin');
    await page.enter(page.field('Missed due times'), 'all');
    await page.enter(page.field('Overlap'), 'allow');
    await page.enter(page.field('Retries'), '3');
    await page.enter(page.field('Retry delay'), '30s');
    await page.enter(page.field('Description'), 'counts');
    await page.click(page.field('Disabled'));
    expect(page.node.querySelector('details')?.open).toBe(false);
    await page.enter(page.field('Time limit'), '10m');
    expect(definition(facts)).toMatchObject({
      schedule: ['0 6 * * *', '0 7 * * *'],
      timezone: 'Europe/Berlin',
      missed: 'all',
      overlap: 'allow',
      retries: { limit: 3, delay: '30s' },
      description: 'counts',
      disabled: true,
      timeout: '10m'
    });
    await page.enter(page.field('Time limit'), 'soon');
    expect(page.node.querySelector('details')?.open).toBe(true);
  });

  it('asks for the name of a new organisation, and goes back', async () => {
    const page = await open(facts);
    await page.enter(page.field('Organisation'), '+');
    await page.enter(page.field('New organisation'), 'fresh');
    expect(latest).toMatchObject({ organisation: 'fresh', newOrganisation: true });
    await page.enter(page.field('Organisation'), 'debr');
    expect(latest).toMatchObject({ organisation: 'debr', newOrganisation: false });
    expect(() => page.field('New organisation')).toThrow();
  });

  it('lets the first organisation of a repository be typed', async () => {
    const page = await open(factsOf('def f(): pass\n', workingCopy({ organisations: [] })));
    await page.enter(page.field('Organisation'), 'fresh');
    expect(latest?.organisation).toBe('fresh');
    expect(page.node.textContent).toContain('The function takes none.');
  });

  it('chooses among several files', async () => {
    const page = await open(facts);
    await page.enter(page.field('File'), 'peach.conf/other.yaml');
    expect(latest?.file).toBe('peach.conf/other.yaml');
  });

  it('shows of an edited task what its file says, arguments without a parameter too', async () => {
    const given = { notebook: 'a.ipynb', method: 'f', args: { days: 3, old: [1] }, timeout: '5m' };
    const page = await open({ ...facts, edited: { organisation: 'debr', name: 'mine', file: 'peach.yaml', definition: given } });
    expect(page.field('Task name').value).toBe('mine');
    expect(page.field('days').value).toBe('3');
    expect(page.field('old').value).toBe('[1]');
    expect(page.field('Time limit').value).toBe('5m');
    expect(page.node.querySelector('details')?.open).toBe(true);
    expect(() => page.field('Organisation')).toThrow();
    await page.enter(page.field('Task name'), 'other');
    expect(page.node.textContent).toContain('that of mine stays under mine');
  });
});
