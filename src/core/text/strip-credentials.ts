const URL_IN_TEXT = /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s'"]+/gi;
/** User name and password at the beginning of a URL. A password may have an @ in it, and one that nobody encoded also a slash; a port is none. */
const USER_INFO = /^([^:]+:\/\/)([^/?#]*|[^/:@]+:(?!\d*(?:\/|$))[^@]*)@/;
/** What a parameter of such a name tells is a secret: `?private_token=…`. */
const SECRET_PARAMETER = /([?&#;][\w.-]*(?:token|secret|passw(?:or)?d|api[-_]?key|credential|signature)[\w.-]*=)([^&#;]+)/gi;

/** `text` without the user names, the passwords and the secret parameters of the URLs in it. The user name of ssh is no secret and stays. */
export function stripCredentials(text: string): string {
  return text.replace(URL_IN_TEXT, url =>
    url
      .replace(USER_INFO, (_, scheme: string, userInfo: string) => `${scheme}${sshUser(scheme, userInfo)}`)
      .replace(SECRET_PARAMETER, '$1***')
  );
}

function sshUser(scheme: string, userInfo: string): string {
  const [name = ''] = userInfo.split(':');
  return isSsh(scheme) && name !== '' ? `${name}@` : '';
}

/** The secrets in the URLs of `text`, as they are written there; a password also together with the user name. */
export function credentialsIn(text: string): readonly string[] {
  return [...text.matchAll(URL_IN_TEXT)].flatMap(([url]) => {
    const [, scheme = '', userInfo = ''] = USER_INFO.exec(url) ?? [];
    return [...passwordIn(scheme, userInfo), ...[...url.matchAll(SECRET_PARAMETER)].map(([, , value = '']) => value)];
  });
}

/** A name without a password is a token, but for ssh. */
function passwordIn(scheme: string, userInfo: string): readonly string[] {
  const colon = userInfo.indexOf(':');
  if (colon < 0) {
    return isSsh(scheme) || userInfo === '' ? [] : [userInfo];
  }
  return [userInfo, userInfo.slice(colon + 1)];
}

function isSsh(scheme: string): boolean {
  return /ssh/i.test(scheme);
}
