/** The JSON in the body of `answer`; rejects where it is none, or longer than `mostBytes`. */
export async function readJson(answer: Response, mostBytes: number): Promise<unknown> {
  const reader = answer.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await reader?.read(); part?.value !== undefined; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > mostBytes) {
      await reader?.cancel();
      throw new TooLong();
    }
    chunks.push(part.value);
  }
  return JSON.parse(Buffer.concat(chunks).toString('utf8'));
}

/** A body without an end, or nearly so. */
export class TooLong extends Error {
  override readonly name = 'TooLong';
}
