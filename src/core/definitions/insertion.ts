/**
 * Where a task goes. `block`: lines at `offset`, the task's name behind `indent` and its fields `step` further in, after
 * `head` where keys above it are missing too. `flow`: the entry between `before` and `after`, within braces.
 */
export type Insertion =
  | { readonly kind: 'block'; readonly offset: number; readonly head: readonly string[]; readonly indent: string; readonly step: string }
  | { readonly kind: 'flow'; readonly offset: number; readonly before: string; readonly after: string }
  | { readonly kind: 'none'; readonly reason: string };
