import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether an `Authorization` header carries the secret. */
export type TokenCheck = (authorization: string | undefined) => boolean;

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Compares in constant time: both sides are hashed first, so that neither length nor prefix shows. */
export function createTokenCheck(token: string): TokenCheck {
  const expected = digest(token);
  return authorization => {
    const given = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    return timingSafeEqual(digest(given ?? ''), expected) && given !== undefined;
  };
}
