import { createContext, useContext, useEffect, useId } from 'react';
import { type Permission, useMe } from './session.ts';

/**
 * Something that can be done on a page. It is said once and stands everywhere: as a button or in the menu beside the
 * title, in the palette, and on the keyboard.
 */
export type Action = {
  name: string;
  /** What it does, or where it leads. */
  run?: () => void;
  to?: string;
  /** Keys as people press them: `c`, `mod+enter`, `mod+shift+.`. */
  keys?: string;
  isPrimary?: boolean;
  isDanger?: boolean;
  /** Under way, or what it asks about is still being fetched: a dialog shows the choices that were there when it opened. */
  isBusy?: boolean;
  /** Left out for whoever may not do it; the server decides again. */
  needs?: Permission;
};

export type ActionStore = Map<string, readonly Action[]>;
export const ActionContext = createContext<ActionStore>(new Map());

/** Makes actions known to the palette and the keyboard as long as the page stands. */
export function useActions(all: readonly Action[]): readonly Action[] {
  const { permissions } = useMe();
  const store = useContext(ActionContext);
  const id = useId();
  const actions = all.filter(({ needs }) => needs === undefined || permissions.includes(needs));
  useEffect(() => {
    store.set(
      id,
      actions.filter(({ isBusy }) => !isBusy),
    );
    return () => {
      store.delete(id);
    };
  });
  return actions;
}
