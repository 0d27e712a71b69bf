import { isCodops, isTaskName } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import { FREE_KEY_PREFIX, MAX_DEFINITION_BYTES, TASK_DEPENDENCIES_KEY } from '../../protocol/task-definition';
import { isLfsPointer } from '../text/is-lfs-pointer';
import { collectProblems, orderProblems } from '../yaml/collect-problems';
import { describeKind } from '../yaml/describe-type';
import { placeFieldProblem } from '../yaml/field-problem';
import { isMap } from '../yaml/is-map';
import type { LocatedNode } from '../yaml/located-node';
import { problemAt } from '../yaml/problem-at';
import { quoteValue } from '../yaml/quote-value';
import { readYaml } from '../yaml/read-yaml';
import { checkHead } from './check-head';
import type { DefinitionFile } from './definition';
import { parseTask } from './parse-task';
import { readRequirements } from './requirement-list';
import { unreadableDefinitionFile } from './unreadable-definition-file';

/** What the text of `peach.yaml`, or of a file in `peach.conf`, defines and what is wrong with it. Never throws. */
export function parseDefinitionFile(file: string, text: string): DefinitionFile {
  if (isLfsPointer(text)) {
    const hint = 'take it out of LFS: git lfs untrack, git add --renormalize, and commit';
    return unreadableDefinitionFile(file, [
      problemAt({ file, line: 1, column: 1 }, 'git has a pointer of Git LFS here, not the file', hint)
    ]);
  }
  const reading = readYaml(file, text, MAX_DEFINITION_BYTES);
  if (!reading.ok) {
    return unreadableDefinitionFile(file, reading.problems);
  }
  const { root } = reading;
  if (root === null || !isMap(root.value)) {
    return unreadableDefinitionFile(file, [refuseRoot(file, root)]);
  }
  return readRoot(file, root);
}

function refuseRoot(file: string, root: LocatedNode | null): Problem {
  const hint = 'begin with codops: and the name of the organisation';
  const position = root?.position ?? { file, line: 1, column: 1 };
  const value = root?.value ?? null;
  return value === null
    ? (root?.problems[0] ?? problemAt(position, 'the file is empty; codops is required', hint))
    : problemAt(position, `the file holds ${describeKind(value)}; it must be a map with codops and tasks`, hint);
}

function readRoot(file: string, root: LocatedNode): DefinitionFile {
  const tasks = root.children.get('tasks');
  const entries = [...(tasks?.children ?? [])].filter(([name]) => name !== TASK_DEPENDENCIES_KEY && !name.startsWith(FREE_KEY_PREFIX));
  const named = entries.filter(([name]) => isTaskName(name));
  const codops = root.children.get('codops');
  return {
    file,
    readable: tasks === undefined || (tasks.problems.length === 0 && (tasks.value === null || isMap(tasks.value))),
    codops: typeof codops?.value === 'string' && isCodops(codops.value) && codops.problems.length === 0 ? codops.value : null,
    codopsPosition: codops?.position ?? root.position,
    dependencies: readRequirements(root.children.get('dependencies')),
    taskDependencies: readRequirements(tasks?.children.get(TASK_DEPENDENCIES_KEY)),
    tasks: isMap(tasks?.value) ? named.map(([name, node]) => parseTask(name, node)) : [],
    problems: headProblems(root, entries)
  };
}

function headProblems(root: LocatedNode, entries: readonly (readonly [string, LocatedNode])[]): readonly Problem[] {
  const names = new Set(entries.map(([name]) => name));
  const tasks = root.children.get('tasks');
  const besides = [...root.children].filter(([name]) => name !== 'tasks').map(([, node]) => node);
  const besidesTasks = [...(tasks?.children ?? [])].filter(([name]) => !names.has(name)).map(([, node]) => node);
  const unreadable = [
    ...root.problems,
    ...(tasks?.problems ?? []),
    ...[...besides, ...besidesTasks].flatMap(node => collectProblems(node))
  ];
  const wrongNames = isMap(tasks?.value) ? entries.filter(([name]) => !isTaskName(name)).map(([name, node]) => refuseName(name, node)) : [];
  const wrong = checkHead(root.value).map(problem => placeFieldProblem(root, problem));
  const places = new Set(unreadable.map(({ line, column }) => `${line}:${column}`));
  return orderProblems([...unreadable, ...wrongNames, ...wrong.filter(({ line, column }) => !places.has(`${line}:${column}`))]);
}

function refuseName(name: string, node: LocatedNode): Problem {
  const message = `${quoteValue(name)} is no name for a task; use A-Z, a-z, 0-9, _, . and -, at most 128, the first a letter or a digit`;
  return problemAt(node.keyPosition ?? node.position, message);
}
