import type { YAMLError } from 'yaml';

/** `place`: `opening` where the mistake shows at the end of what is at fault, and a person has to look at its beginning. */
type Wording = { readonly message: string; readonly hint: string | null; readonly place: 'found' | 'opening' };

function say(message: string, hint: string | null, place: Wording['place'] = 'found'): Wording {
  return { message, hint, place };
}

export const TOO_DEEP = say('values are nested too deeply; 100 levels are allowed', 'write it flatter');
const NO_PAIR = say('this is no `key: value`', 'write a colon and a space after the key, or put text of several lines in quotes');
const NO_NAME = say('text that begins with & or * is read as an anchor or an alias', 'put the whole text in quotes, as "*/5 * * * *"');
const UNCLOSED = say('the bracket that opens here is not closed, or what is in it is not indented', 'close it with ] or }', 'opening');
const NO_COMMA = say(
  'entries within { } or [ ] are divided by commas, and a list with - cannot stand there',
  'write a comma before the next entry, and lists as [a, b]'
);
const UNREADABLE = say('YAML cannot read what stands here', 'put the text in quotes, or correct the indentation');

/** Where a code of the library stands for several mistakes, its own text tells them apart; it is never shown. */
const WORDINGS: Partial<Record<YAMLError['code'], readonly (readonly [said: RegExp, wording: Wording])[]>> = {
  ALIAS_PROPS: [[/^/, say('an alias can have neither an anchor nor a tag of its own', 'write the alias alone')]],
  BAD_ALIAS: [[/^/, NO_NAME]],
  BAD_DIRECTIVE: [[/^/, say('this line, which begins with %, is none that YAML knows', 'remove it')]],
  BAD_DQ_ESCAPE: [[/^/, say('this backslash in double quotes begins nothing that YAML knows', 'write \\\\, or use single quotes')]],
  BAD_INDENT: [
    [/items must start/i, say('the entries of this list or map do not begin at the same column', 'indent them alike')],
    [/ end with |end indicator|must be/, UNCLOSED]
  ],
  BAD_PROP_ORDER: [[/^/, say('an anchor or a tag stands before the mark that it must follow', 'move it after the -, ? or :')]],
  BAD_SCALAR_START: [[/^/, say('text cannot begin with this character', 'put the text in quotes')]],
  BLOCK_AS_IMPLICIT_KEY: [
    [/sequence/, say('the items of a list stand where a key was expected', 'correct the indentation of the lines that begin with -')],
    [/^/, say('a second `key: value` begins within a value', 'put the text in quotes, or correct the indentation')]
  ],
  BLOCK_IN_FLOW: [[/^/, NO_COMMA]],
  KEY_OVER_1024_CHARS: [[/^/, say('a key is longer than 1024 characters', 'write a shorter one')]],
  MISSING_CHAR: [
    [/closing/, say('the quote that opens here is not closed', 'close it, or remove it', 'opening')],
    [/ end with /, UNCLOSED],
    [
      /directives-end/,
      say('`---` must stand on a line of its own, after the lines that begin with %', 'put what follows it on the next line')
    ],
    [/followed by map values/, NO_PAIR],
    [/Missing ,/, NO_COMMA],
    [/space after/, say('a space is missing after the colon', 'write one')],
    [/Comments/, say('a space is missing before #', 'write one before a comment, or put the text in quotes')],
    [/Tags and anchors/, say('a space is missing after an anchor or a tag', 'write one')],
    [/without -/, say('this item of a list has no - before it', 'write it, or correct the indentation')]
  ],
  MULTILINE_IMPLICIT_KEY: [[/^/, NO_PAIR]],
  MULTIPLE_ANCHORS: [[/^/, say('a value can have only one anchor', 'remove the others')]],
  MULTIPLE_DOCS: [[/^/, say('a second YAML document begins here; a file holds one', 'move what follows to a file of its own')]],
  MULTIPLE_TAGS: [[/^/, say('a value can have only one tag', 'remove the others')]],
  RESOURCE_EXHAUSTION: [[/^/, TOO_DEEP]],
  TAB_AS_INDENT: [[/^/, say('a tab indents this line; YAML allows only spaces there', 'replace the tab by spaces')]],
  TAG_RESOLVE_FAILED: [[/^/, say('this tag is not written as YAML reads it', 'remove it')]],
  UNEXPECTED_TOKEN: [
    [/alias at/, NO_NAME],
    [/, in |empty item/, say('a comma stands here without an entry before it', 'remove it')],
    [/flow-\w+-end/, say('a bracket closes here that was not opened', 'remove it')],
    [/on same line with key/, say('a list begins on the line of its key', 'begin it on the next line, or write [a, b]')],
    [
      /at node end|scalar token/,
      say('more follows here, though the value has ended', 'put the whole text in quotes, or correct the indentation')
    ]
  ]
};

/** What to say of a mistake that the YAML library found. */
export function syntaxWording({ code, message }: YAMLError): Wording {
  return WORDINGS[code]?.find(([said]) => said.test(message))?.[1] ?? UNREADABLE;
}
