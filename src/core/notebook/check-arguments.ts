import { didYouMean } from '../yaml/nearest-word';
import type { CellFunction, CodeProblem, Parameter } from './notebook';

/** What is wrong with calling the function with these keyword arguments. */
export function checkArguments(fn: CellFunction, args: Readonly<Record<string, unknown>>): readonly CodeProblem[] {
  const givable = fn.parameters.filter(isGivable);
  const takesAny = fn.parameters.some(parameter => parameter.kind === 'keyword_rest');
  const unknown = takesAny ? [] : Object.keys(args).filter(name => givable.every(parameter => parameter.name !== name));
  const missing = givable.filter(parameter => parameter.default === null && !Object.hasOwn(args, parameter.name));
  const positional = fn.parameters.filter(parameter => parameter.kind === 'positional_only' && parameter.default === null);
  return [
    ...unknown.map(name => unknownProblem(fn, givable, name)),
    ...missing.map(parameter => missingProblem(fn, parameter)),
    ...positional.map(parameter => positionalProblem(fn, parameter))
  ];
}

function isGivable(parameter: Parameter): boolean {
  return parameter.kind === 'standard' || parameter.kind === 'keyword_only';
}

function unknownProblem(fn: CellFunction, givable: readonly Parameter[], name: string): CodeProblem {
  const names = givable.map(parameter => parameter.name);
  const field = `args.${name}`;
  if (fn.parameters.some(parameter => parameter.kind === 'positional_only' && parameter.name === name)) {
    return {
      field,
      message: `${fn.name}() takes “${name}” by position only, and a task gives its arguments by name`,
      hint: 'remove the / from its parameters'
    };
  }
  if (names.length === 0) {
    return { field, message: `${fn.name}() has no parameter “${name}”; a task can give it none`, hint: `remove ${name} from args` };
  }
  return {
    field,
    message: `${fn.name}() has no parameter “${name}”; ${names.length > 1 ? 'its parameters are' : 'its parameter is'} ${names.join(', ')}`,
    hint: didYouMean(name, names)
  };
}

function missingProblem(fn: CellFunction, parameter: Parameter): CodeProblem {
  return {
    field: `args.${parameter.name}`,
    message: `${fn.name}() needs “${parameter.name}”, which args does not give`,
    hint: `add ${parameter.name} to args, or give the parameter a default`
  };
}

function positionalProblem(fn: CellFunction, parameter: Parameter): CodeProblem {
  return {
    field: 'args',
    message: `${fn.name}() needs “${parameter.name}” by position, and a task gives its arguments by name`,
    hint: 'remove the / from its parameters'
  };
}
