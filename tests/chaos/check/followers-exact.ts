import type { Following, History } from '../history/history';

/** Whoever follows a log gets every byte of it once, however often the connection breaks. */
export function followersExact(history: History): readonly string[] {
  return history.followings.flatMap(following => {
    const file = history.logs.get(following.run) ?? new Uint8Array();
    return [...following.jumps.map(jump => `follower of run ${following.run}: ${jump}`), ...difference(following, file)];
  });
}

function difference({ run, bytes, complete }: Following, file: Uint8Array): readonly string[] {
  const wrong = bytes.findIndex((byte, place) => byte !== file[place]);
  if (wrong >= 0) {
    return [`follower of run ${run}: byte ${wrong} is not that of the file`];
  }
  return complete && bytes.length < file.length
    ? [`follower of run ${run} was told of the end ${file.length - bytes.length} bytes too early`]
    : [];
}
