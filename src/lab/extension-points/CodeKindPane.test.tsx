// @vitest-environment jsdom
import { DisposableDelegate } from '@lumino/disposable';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { ICodeKindForm } from '../tokens';
import { CodeKindPane, CodeKindsContext } from './CodeKindPane';
import { createRegistry } from './create-registry';

afterEach(cleanup);

const CELL = { path: 'a.ipynb', number: 1, source: 'def work(): ...' };

function whole(accepts = true) {
  const dispose = vi.fn();
  const form: ICodeKindForm = {
    id: 'mine:whole',
    label: 'Whole notebook',
    accepts: () => accepts,
    mount: (node, cell, change) => {
      node.textContent = `All of ${cell.path}`;
      change({ full_notebook: true });
      return new DisposableDelegate(dispose);
    }
  };
  return { form, dispose };
}

function show(...forms: readonly ICodeKindForm[]) {
  const registry = createRegistry<ICodeKindForm>('form');
  forms.forEach(form => registry.add(form));
  const onFields = vi.fn();
  render(
    <CodeKindsContext.Provider value={{ forms: registry, cell: CELL }}>
      <CodeKindPane onFields={onFields} />
    </CodeKindsContext.Provider>
  );
  return onFields;
}

it('is nothing where no extension has a kind for this cell', () => {
  show(whole(false).form);
  expect(screen.queryByRole('combobox')).toBeNull();
});

it('is a notebook cell at first, then what is chosen, with the fields of its form', () => {
  const { form, dispose } = whole();
  const onFields = show(form);
  const kind = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Code' });
  expect(kind.value).toBe('');
  expect(onFields).not.toHaveBeenCalled();

  fireEvent.change(kind, { target: { value: 'mine:whole' } });
  expect(screen.getByText('All of a.ipynb')).toBeTruthy();
  expect(onFields).toHaveBeenLastCalledWith({ full_notebook: true });

  fireEvent.change(kind, { target: { value: '' } });
  expect(dispose).toHaveBeenCalledTimes(1);
  expect(onFields).toHaveBeenLastCalledWith({});
});
