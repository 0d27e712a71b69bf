import { Type, type Static } from '@sinclair/typebox';
import type { ApiError } from './errors';
import { parseRunId, parseTaskId, isCodops, type RunId, type TaskId } from './identity';
import type { Notification } from './notification';
import type { Organisation, Repository } from './organisation';
import type { Run } from './run';
import type { LogGap, LogIndexEntry } from './run-folder';
import type { Task } from './task';
import type { Trial } from './trial';

/** What a client can follow: `organisations`, `notifications`, `tasks:<organisation>`, `task:<id>`, `trial:<run>`, `log:<run>@<offset>`. */
export type Topic =
  | { readonly kind: 'organisations' }
  | { readonly kind: 'notifications' }
  | { readonly kind: 'tasks'; readonly organisation: string }
  | { readonly kind: 'task'; readonly task: TaskId }
  | { readonly kind: 'trial'; readonly run: RunId }
  | { readonly kind: 'log'; readonly run: RunId; readonly offset: number };

/** The topic that `text` names, or null. */
export function parseTopic(text: string): Topic | null {
  if (text === 'organisations' || text === 'notifications') {
    return { kind: text };
  }
  const colon = text.indexOf(':');
  const rest = text.slice(colon + 1);
  switch (text.slice(0, Math.max(0, colon))) {
    case 'tasks':
      return isCodops(rest) ? { kind: 'tasks', organisation: rest } : null;
    case 'task': {
      const task = parseTaskId(rest);
      return task === null ? null : { kind: 'task', task };
    }
    case 'trial': {
      const run = parseRunId(rest);
      return run === null ? null : { kind: 'trial', run };
    }
    case 'log':
      return parseLogTopic(rest);
    default:
      return null;
  }
}

function parseLogTopic(rest: string): Topic | null {
  const [id, offset, ...more] = rest.split('@');
  const run = parseRunId(id ?? '');
  if (run === null || more.length > 0 || !/^\d{1,15}$/.test(offset ?? '')) {
    return null;
  }
  return { kind: 'log', run, offset: Number(offset) };
}

/** The text of `topic`, as a client sends it. */
export function formatTopic(topic: Topic): string {
  switch (topic.kind) {
    case 'organisations':
    case 'notifications':
      return topic.kind;
    case 'tasks':
      return `tasks:${topic.organisation}`;
    case 'task':
      return `task:${topic.task}`;
    case 'trial':
      return `trial:${topic.run}`;
    case 'log':
      return `log:${topic.run}@${topic.offset}`;
  }
}

const Subscription = Type.Integer({ minimum: 0, maximum: 0xffffffff, description: 'chosen by the client, unique on its connection' });

/** What a client may send on the websocket. */
export const ClientMessageSchema = Type.Union([
  Type.Object(
    { type: Type.Literal('subscribe'), subscription: Subscription, topic: Type.String({ maxLength: 200 }) },
    { additionalProperties: false }
  ),
  Type.Object({ type: Type.Literal('unsubscribe'), subscription: Subscription }, { additionalProperties: false }),
  Type.Object({ type: Type.Literal('ping') }, { additionalProperties: false })
]);
export type ClientMessage = Readonly<Static<typeof ClientMessageSchema>>;

/** The whole of a topic at one moment. `runs` are the newest, newest first. */
export type SnapshotData =
  | { readonly kind: 'organisations'; readonly organisations: readonly Organisation[]; readonly repositories: readonly Repository[] }
  /** Those of the last hours, the newest last. */
  | { readonly kind: 'notifications'; readonly notifications: readonly Notification[] }
  | { readonly kind: 'tasks'; readonly organisation: Organisation | null; readonly tasks: readonly Task[] }
  | { readonly kind: 'task'; readonly task: Task | null; readonly runs: readonly Run[] }
  | { readonly kind: 'trial'; readonly trial: Trial | null }
  | { readonly kind: 'log'; readonly run: Run | null };

/** One thing that changed in a topic; each carries the whole new object, so that a change can be applied twice. */
export type ChangeData =
  | { readonly kind: 'organisation'; readonly organisation: Organisation }
  /** A repository changed, or is gone, in every organisation that has it too: those are not told one by one. */
  | { readonly kind: 'repository'; readonly repository: Repository }
  | { readonly kind: 'repository_gone'; readonly url: string }
  | { readonly kind: 'notification'; readonly notification: Notification }
  | { readonly kind: 'task'; readonly task: Task }
  | { readonly kind: 'run'; readonly run: Run }
  | { readonly kind: 'trial'; readonly trial: Trial };

/**
 * What the scheduler sends as text. In each subscription `number` starts at 0 with the snapshot and grows by one with
 * each change; a client that sees a gap subscribes again. A second snapshot replaces all that came before it.
 */
export type ServerMessage =
  | { readonly type: 'snapshot'; readonly subscription: number; readonly number: number; readonly data: SnapshotData }
  | { readonly type: 'change'; readonly subscription: number; readonly number: number; readonly data: ChangeData }
  /** When and on which stream the bytes of the log frames that follow were written. */
  | { readonly type: 'log_index'; readonly subscription: number; readonly entries: readonly LogIndexEntry[] }
  /** Bytes of the log were dropped: the frames go on at `gap.to`. Those from `gap.from` on that were sent before were right. */
  | { readonly type: 'log_gap'; readonly subscription: number; readonly gap: LogGap }
  /** The run has ended and its whole log has been sent. */
  | { readonly type: 'log_end'; readonly subscription: number; readonly run: Run }
  | { readonly type: 'refused'; readonly subscription: number | null; readonly error: ApiError['error'] };

/** The text that answers a ping: a browser sees nothing of the websocket's own pings, and can send none. */
export const PONG = JSON.stringify({ type: 'pong' });

/** A piece of a run's log: `bytes` stand at byte `offset` of the whole stream. */
export type LogFrame = { readonly subscription: number; readonly offset: number; readonly bytes: Uint8Array };

/** Bytes before the log's own in a frame: u32 subscription, u64 offset, both big-endian. */
export const LOG_FRAME_HEADER_BYTES = 12;

/** The bytes before the log's own in the binary message of a frame. */
export function encodeLogFrameHeader({ subscription, offset }: Pick<LogFrame, 'subscription' | 'offset'>): Uint8Array {
  const header = new Uint8Array(LOG_FRAME_HEADER_BYTES);
  const view = new DataView(header.buffer);
  view.setUint32(0, subscription);
  view.setBigUint64(4, BigInt(offset));
  return header;
}

/** The binary message for `frame`. */
export function encodeLogFrame(frame: LogFrame): Uint8Array {
  const message = new Uint8Array(LOG_FRAME_HEADER_BYTES + frame.bytes.length);
  message.set(encodeLogFrameHeader(frame));
  message.set(frame.bytes, LOG_FRAME_HEADER_BYTES);
  return message;
}

/** The frame in a binary message, or null where it is too short to be one. The bytes are a view, not a copy. */
export function decodeLogFrame(message: Uint8Array): LogFrame | null {
  if (message.length < LOG_FRAME_HEADER_BYTES) {
    return null;
  }
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  return {
    subscription: view.getUint32(0),
    offset: Number(view.getBigUint64(4)),
    bytes: message.subarray(LOG_FRAME_HEADER_BYTES)
  };
}
