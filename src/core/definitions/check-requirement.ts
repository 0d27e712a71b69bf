import { requirementName } from './requirement-name';

type Refusal = { readonly message: string; readonly hint: string | null };

const EXTRAS = /^\s*\[\s*(?:[\w.-]+\s*(?:,\s*[\w.-]+\s*)*)?\]/;
const VERSION = '(?:~=|===?|!=|<=|>=|<|>)\\s*[\\w.*+!-]+';
const VERSIONS = new RegExp(`^${VERSION}(?:\\s*,\\s*${VERSION})*\\s*,?$`);
const URL_REFERENCE = /^@\s*[A-Za-z][A-Za-z0-9+.-]*:\S+$/;
const MARKER =
  /^[^;]*\b(?:python_(?:full_)?version|os_name|sys_platform|platform_\w+|implementation_\w+|extra|extras|dependency_groups)\b[^;]*$/;

/** Why `text` is no requirement that can be installed for an organisation, or null. Loose where PEP 508 is: the installer judges the rest. */
export function checkRequirement(text: string): Refusal | null {
  const trimmed = text.trim();
  if (/\p{Cc}/u.test(text)) {
    return { message: 'a requirement holds a line break or another control character', hint: 'write one requirement an entry' };
  }
  if (trimmed.startsWith('-')) {
    return {
      message: 'options of pip are not allowed here',
      hint: 'write each requirement as an entry of its own; indexes are set where the scheduler runs'
    };
  }
  if (trimmed.includes('${')) {
    return {
      message: 'variables are not filled in here',
      hint: 'write the requirement as it is; addresses and credentials of indexes are set where the scheduler runs'
    };
  }
  if (carriesCredentials(trimmed)) {
    return {
      message: 'the URL carries credentials, which everyone could read here',
      hint: "remove them, and let git's or uv's own settings hold them"
    };
  }
  const name = requirementName(trimmed);
  if (name === null || /^[^@;]*\//.test(trimmed)) {
    return { message: 'a requirement begins with the name of a package', hint: 'write it as orjson==3.3.1, or as name @ https://…' };
  }
  return checkRest(trimmed.slice(name.length));
}

function carriesCredentials(text: string): boolean {
  const [, scheme, user] = /([A-Za-z][A-Za-z0-9+.-]*):\/\/([^\s/?#]*)@/.exec(text) ?? [];
  return user !== undefined && (user.includes(':') || /https?$/i.test(scheme ?? ''));
}

function checkRest(rest: string): Refusal | null {
  const afterExtras = rest.replace(EXTRAS, '').trim();
  const isUrl = afterExtras.startsWith('@');
  const semicolon = isUrl ? afterExtras.search(/\s;/) : afterExtras.indexOf(';');
  const wanted = semicolon < 0 ? afterExtras : afterExtras.slice(0, semicolon).trim();
  const marker = semicolon < 0 ? null : afterExtras.slice(semicolon).replace(/^\s*;/, '');
  if (marker !== null && !MARKER.test(marker)) {
    return { message: 'what follows ; is no marker', hint: 'write one such as ; python_version < "3.12"' };
  }
  const bare = /^\((.*)\)$/.exec(wanted)?.[1]?.trim() ?? wanted;
  if (bare === '' || VERSIONS.test(bare) || URL_REFERENCE.test(bare)) {
    return null;
  }
  const single = /^=\s*[\w.]/.test(bare) || /^[\d.]+$/.test(bare);
  return {
    message: 'the version is not written as pip reads it',
    hint: single ? 'write two equals signs: ==' : 'write it as orjson==3.3.1 or numpy>=2,<3'
  };
}
