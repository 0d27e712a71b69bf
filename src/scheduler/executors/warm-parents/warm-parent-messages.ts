import { Type, type Static } from '@sinclair/typebox';
import { createCheck } from '../../../protocol/check';
import { parseJson } from '../../../protocol/json';

/** What a warm parent (peach_lab/runner/warm_parent.py) tells: one JSON document a line. */
const WarmParentMessageSchema = Type.Union([
  Type.Object({ notice: Type.String({ description: 'for the scheduler’s log' }) }),
  Type.Object({ folder: Type.String(), problem: Type.String({ description: 'why there is no supervisor for the run' }) }),
  Type.Object({ folder: Type.String(), status: Type.Integer({ description: 'the supervisor’s exit code; its signal, negated' }) })
]);
export type WarmParentMessage = Readonly<Static<typeof WarmParentMessageSchema>>;

const check = createCheck(WarmParentMessageSchema);

/** The line that asks for a supervisor for the run in `folder`. */
export function requestLine(folder: string): string {
  return `${JSON.stringify({ run: folder })}\n`;
}

/** Null where the line is no message. */
export function parseMessage(line: string): WarmParentMessage | null {
  const checked = check(parseJson(line));
  return checked.ok ? checked.value : null;
}
