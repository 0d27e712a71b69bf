import { TOKEN_HASH_PATTERN } from '../../protocol/access';
import { PUBLIC_URL_PATTERN } from '../../protocol/configuration';
import { GROUP_PATTERN, LABEL_PATTERN, VARIABLE_PATTERN } from '../../protocol/discovery';
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
  [LABEL_PATTERN, ['a label', 'use letters, digits, -, . and _, at most 50']],
  [GROUP_PATTERN, ['the path of a group', 'write one such as team or team/data, without a slash at either end']],
  [VARIABLE_PATTERN, ['the name of a variable', 'use letters, digits and _, the first not a digit']],
  [TOKEN_HASH_PATTERN, ['a SHA-256', 'write its 64 digits of 0-9 and a-f, as `printf %s "$TOKEN" | sha256sum` prints them']],
  [PUBLIC_URL_PATTERN, ['the address of a proxy', 'write one such as https://peach.example.org, without a path or a user name']],
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
