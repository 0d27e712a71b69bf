import { credentialsIn, stripCredentials } from '../../../core/text/strip-credentials';

/** Shorter ones would take words out of any text. */
const SHORTEST = 4;

/** `text` without the secrets of `url`, however a program or a server wrote them, and without those of any URL in it. */
export function hideSecrets(text: string, url: string): string {
  return secretsOf(url).reduce((left, secret) => left.replaceAll(secret, '***'), stripCredentials(text));
}

/** As they are written, decoded, encoded and as HTTP carries them; the longest first, because one may be part of another. */
function secretsOf(url: string): readonly string[] {
  const plain = credentialsIn(url).flatMap(text => [text, decoded(text)]);
  const spellings = plain.flatMap(text => [text, encodeURIComponent(text), Buffer.from(text).toString('base64')]);
  return [...new Set(spellings)].filter(secret => secret.length >= SHORTEST).sort((a, b) => b.length - a.length);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
