import { createContext, useState } from 'react';

/** How a log is shown before anybody changes that in it. `wrap` narrow: where it is too narrow for most lines. */
export type LogHabits = { readonly follow: boolean; readonly wrap: 'narrow' | 'always' | 'never' };

export const LogHabitsContext = createContext<LogHabits>({ follow: true, wrap: 'narrow' });

/** A switch that begins as `habit`, and anew whenever that becomes another. */
export function useHabit(habit: boolean): readonly [boolean, (value: boolean) => void] {
  const [state, setState] = useState({ habit, value: habit });
  return [state.habit === habit ? state.value : habit, value => setState({ habit, value })];
}
