import type { Parameter, ParameterKind } from './notebook';
import type { PythonNode } from './parse-python';

type Written = { readonly text: string; readonly nodes: readonly PythonNode[]; readonly end: number };

/** The parameters of a function, from its `ParamList`. */
export function readParameters(list: PythonNode, text: string): readonly Parameter[] {
  const written = splitParameters(list, text);
  const slash = written.findIndex(part => part.text === '/');
  const star = written.findIndex(part => part.text.startsWith('*') && !part.text.startsWith('**'));
  return written.flatMap((part, index) => {
    const name = part.nodes.find(node => node.name === 'VariableName');
    if (name === undefined) {
      return [];
    }
    const annotation = part.nodes.find(node => node.name === 'TypeDef');
    const assigned = part.nodes.find(node => node.name === 'AssignOp');
    return {
      name: text.slice(name.from, name.to).normalize('NFKC'),
      kind: kindOf(part.text, index, slash, star),
      annotation: annotation === undefined ? null : text.slice(annotation.from, annotation.to).replace(/^:/, '').trim(),
      default: assigned === undefined ? null : sourceOf(part, assigned.to, text)
    };
  });
}

function kindOf(text: string, index: number, slash: number, star: number): ParameterKind {
  if (text.startsWith('**')) {
    return 'keyword_rest';
  }
  if (text.startsWith('*')) {
    return 'rest';
  }
  if (index < slash) {
    return 'positional_only';
  }
  return star >= 0 && index > star ? 'keyword_only' : 'standard';
}

/** What stands between the commas; the tree has no node for `/`, so the text tells. */
function splitParameters(list: PythonNode, text: string): readonly Written[] {
  const parts: Written[] = [];
  let from = list.from;
  let nodes: PythonNode[] = [];
  const close = (end: number): void => {
    const part = { nodes, end };
    parts.push({ ...part, text: sourceOf(part, from, text) });
    nodes = [];
  };
  for (let node = list.firstChild; node !== null; node = node.nextSibling) {
    if (node.name === ',') {
      close(node.from);
      from = node.to;
    } else if (node.name === '(') {
      from = node.to;
    } else if (node.name === ')') {
      close(node.from);
    } else {
      nodes.push(node);
    }
  }
  return parts;
}

/** The source from an offset to the end of a parameter, without comments between its parts. */
function sourceOf(part: Omit<Written, 'text'>, from: number, text: string): string {
  let source = '';
  let at = from;
  for (const comment of part.nodes.filter(node => node.name === 'Comment' && node.from >= from)) {
    source += text.slice(at, comment.from);
    at = comment.to;
  }
  return (source + text.slice(at, part.end)).trim();
}
