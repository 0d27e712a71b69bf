/** Runs from working copies, apart from all others so that nothing counts them. `body` is the trial with its run as JSON. */
export const TRIALS = `
create table trial (
  run text primary key,
  body text not null
) strict, without rowid;
`;
