import type { LogFrame, ServerMessage, Topic } from '../protocol/events';
import type { Run } from '../protocol/run';
import type { LogGap } from '../protocol/run-folder';
import type { TopicEvent } from './topic-event';

/** How far one subscription has come. For a log, the topic’s offset is the byte that is due next. */
export type Subscription = {
  readonly topic: Topic;
  /** The number that the next message must have; null before the snapshot. */
  readonly next: number | null;
  /** The offset at which bytes were missing and were asked for again; they are a hole in the log if they don’t come then either. */
  readonly askedAgainAt: number | null;
  /** Nothing more will come: the whole log is here, or the topic was refused. */
  readonly ended: boolean;
};

/** What one message does to a subscription: `again` asks to subscribe anew, from where `subscription` stands. */
export type Step = { readonly subscription: Subscription; readonly event: TopicEvent | null; readonly again: boolean };

/** A subscription to `topic` that has had no message yet. */
export function beginSubscription(topic: Topic): Subscription {
  return { topic, next: null, askedAgainAt: null, ended: false };
}

/** The same subscription on a new connection, or again on the same one. */
export function restartSubscription(subscription: Subscription): Subscription {
  return { ...subscription, next: null };
}

/** What `message`, which is for this subscription, means to it. */
export function acceptMessage(subscription: Subscription, message: ServerMessage): Step {
  switch (message.type) {
    case 'snapshot':
      return {
        subscription: { ...subscription, next: message.number + 1 },
        event: { kind: 'snapshot', data: message.data },
        again: false
      };
    case 'change': {
      if (subscription.next === null || message.number > subscription.next) {
        return { subscription, event: null, again: true };
      }
      const repeated = message.number < subscription.next;
      const next = Math.max(subscription.next, message.number + 1);
      return {
        subscription: { ...subscription, next },
        event: repeated ? null : { kind: 'change', data: message.data },
        again: false
      };
    }
    case 'log_index':
      return { subscription, event: { kind: 'log_index', entries: message.entries }, again: false };
    case 'log_gap':
      return acceptGap(subscription, message.gap);
    case 'log_end':
      return acceptEnd(subscription, message.run);
    case 'refused':
      return { subscription: { ...subscription, ended: true }, event: { kind: 'refused', error: message.error }, again: false };
  }
}

/** Bytes that nobody can have any more: the log goes on behind them. */
function acceptGap(subscription: Subscription, gap: LogGap): Step {
  const { topic } = subscription;
  if (topic.kind !== 'log' || topic.offset >= gap.to) {
    return { subscription, event: null, again: false };
  }
  return { subscription: { ...subscription, topic: { ...topic, offset: gap.to } }, event: { kind: 'log_gap', gap }, again: false };
}

/** The end of a log, unless bytes of it are missing and have not been asked for again yet. */
function acceptEnd(subscription: Subscription, run: Run): Step {
  const { topic } = subscription;
  if (topic.kind === 'log' && topic.offset < run.log_bytes && subscription.askedAgainAt !== topic.offset) {
    return { subscription: { ...subscription, askedAgainAt: topic.offset }, event: null, again: true };
  }
  return { subscription: { ...subscription, ended: true }, event: { kind: 'log_end', run }, again: false };
}

/** What `frame`, which is for this subscription, means to it. Bytes that were there already are cut off. */
export function acceptFrame(subscription: Subscription, frame: LogFrame): Step {
  const { topic } = subscription;
  if (topic.kind !== 'log') {
    return { subscription, event: null, again: false };
  }
  const end = frame.offset + frame.bytes.length;
  if (end <= topic.offset) {
    return { subscription, event: null, again: false };
  }
  if (frame.offset > topic.offset && subscription.askedAgainAt !== topic.offset) {
    return { subscription: { ...subscription, askedAgainAt: topic.offset }, event: null, again: true };
  }
  const bytes = frame.bytes.subarray(Math.max(0, topic.offset - frame.offset));
  return {
    subscription: { ...subscription, topic: { ...topic, offset: end } },
    event: { kind: 'log_bytes', offset: end - bytes.length, bytes },
    again: false
  };
}
