import { ClientMessageSchema, parseTopic, type Topic } from '../../../protocol/events';
import { createCheck } from '../../../protocol/check';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import { parseJson } from '../../../protocol/json';

/** A client's message, its topic parsed. */
export type ParsedMessage =
  | { readonly type: 'subscribe'; readonly subscription: number; readonly topic: Topic }
  | { readonly type: 'unsubscribe'; readonly subscription: number }
  | { readonly type: 'ping' };

const check = createCheck(ClientMessageSchema);

const FORMS =
  'send {"type": "subscribe", "subscription": NUMBER, "topic": TEXT}, {"type": "unsubscribe", "subscription": NUMBER} or {"type": "ping"}';

/** Parses what a client sent as text. Details of a refusal name the subscription where it could be read. */
export function parseClientMessage(text: string): Outcome<ParsedMessage> {
  const message = check(parseJson(text));
  if (!message.ok) {
    return refuse('bad_request', `can't read this message; ${FORMS}`);
  }
  if (message.value.type !== 'subscribe') {
    return done(message.value);
  }
  const { subscription, topic } = message.value;
  const parsed = parseTopic(topic);
  if (parsed === null) {
    const allowed = 'organisations, tasks:<organisation>, task:<uuid> or log:<run uuid>@<offset>';
    return refuse('bad_request', `unknown topic ${JSON.stringify(topic)}; use ${allowed}`, { subscription });
  }
  return done({ type: 'subscribe', subscription, topic: parsed });
}
