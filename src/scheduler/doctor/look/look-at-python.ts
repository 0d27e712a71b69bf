import { dirname } from 'node:path';
import { Type, type Static } from '@sinclair/typebox';
import { createCheck } from '../../../protocol/check';
import { parseJson } from '../../../protocol/json';
import { nullable } from '../../../protocol/nullable';
import { runProgram } from './run-program';

/** What `python -m peach_lab.doctor` prints. `error`: why the rest of that part is not known. */
const PythonFactsSchema = Type.Object({
  python: Type.Object({ version: Type.String(), executable: Type.String() }),
  package: Type.Object({ version: Type.String(), distribution: nullable(Type.String()) }),
  jupyterlab: nullable(Type.String()),
  ipywidgets: nullable(Type.String()),
  server_extension: Type.Object({ enabled: nullable(Type.Boolean()), place: nullable(Type.String()), error: nullable(Type.String()) }),
  lab_extension: Type.Object({
    place: nullable(Type.String()),
    version: nullable(Type.String()),
    made_for: nullable(Type.String()),
    disabled: Type.Array(Type.String()),
    error: nullable(Type.String())
  })
});
export type PythonFacts = Readonly<Static<typeof PythonFactsSchema>>;

/** `why`: what went wrong, in plain words. */
export type PythonLook = { readonly ok: true; readonly facts: PythonFacts } | { readonly ok: false; readonly why: string };

const check = createCheck(PythonFactsSchema);
/** A cold start that imports Jupyter from a slow disk takes seconds. Milliseconds. */
const TIMEOUT = 30_000;

type PythonCall = {
  readonly python: string;
  /** Folder of the package `peach_lab`, so that no other one of that name is asked. */
  readonly packageDir: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly timeout?: number;
};

/** Asks Python for what only Python knows. Never rejects. */
export async function lookAtPython({ python, packageDir, variables, timeout = TIMEOUT }: PythonCall): Promise<PythonLook> {
  const answer = await runProgram({
    program: python,
    args: ['-m', 'peach_lab.doctor'],
    variables,
    cwd: dirname(packageDir),
    timeout
  });
  if (!answer.ok) {
    const last = answer.stderr.trimEnd().split('\n').at(-1);
    return { ok: false, why: answer.failure ?? (last === undefined || last === '' ? 'it failed without a word' : last) };
  }
  const facts = check(parseJson(answer.stdout));
  return facts.ok ? { ok: true, facts: facts.value } : { ok: false, why: 'its answer is not of this version of peach-lab' };
}
