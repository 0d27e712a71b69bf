import { DURATION_PATTERN } from '../../protocol/duration';
import { CODOPS_PATTERN } from '../../protocol/identity';
import { SIZE_PATTERN } from '../../protocol/size';
import { TaskDefinitionSchema } from '../../protocol/task-definition';

/** What a text that breaks the pattern is not, and what is allowed. */
type Wording = readonly [kind: string, allowed: string];

const { notebook, method } = TaskDefinitionSchema.properties;

const WORDINGS = new Map<string | undefined, Wording>([
  [DURATION_PATTERN, ['a length of time', 'write one such as 90s, 10m or 1h30m']],
  [SIZE_PATTERN, ['a size', 'write one such as 64MiB or 1GiB']],
  [CODOPS_PATTERN, ['the name of an organisation', 'use a-z, 0-9, _ and -, at most 63, the first a letter or a digit']],
  [notebook.pattern, ['the path of a notebook', 'it ends in .ipynb']],
  [method.pattern, ['the name of a Python function', 'use letters, digits and _, the first not a digit']],
  ['^[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*$', ['the name of a Python module', 'write one such as numpy or sklearn.linear_model']],
  ['^3(\\.\\d+){1,2}$', ['a version of Python', 'write one such as "3.12"']],
  [
    '^(127\\.\\d+\\.\\d+\\.\\d+|localhost|\\[::1\\]):\\d{1,5}$',
    ['a loopback address with a port', 'write 127.0.0.1:0, where port 0 is chosen freely']
  ]
]);

/** The words for `pattern`; undefined where there are none yet. */
export function patternWording(pattern: string): Wording | undefined {
  return WORDINGS.get(pattern);
}
