type Here = { account: { id: string } | null; workspace: { id: string } };
export type ActingAs = { account: string; workspace: string };

let known: ActingAs | null = null;

/** For whom and where this page was opened; null before that is known. Each request says so, and what is typed is kept under it. */
export const actingAs = (): ActingAs | null => known;

/** Told by the question who is signed in; null makes the next one an open question. */
export function actAs(me: Here | null): void {
  known = me && { account: me.account?.id ?? '', workspace: me.workspace.id };
}

/** What a request says about it, so that the server refuses it where another tab has gone elsewhere. */
export function meantForHeaders(): Record<string, string> {
  if (known === null) return {};
  return {
    'x-tidings-workspace': known.workspace,
    ...(known.account === '' ? {} : { 'x-tidings-account': known.account }),
  };
}

let leave = (): void => undefined;

/** What becomes of a page that is for another place or person than the browser is signed in to by now. */
export function whenMoved(act: () => void): void {
  leave = act;
}

/** The server has refused a request because it was meant for elsewhere. */
export const tellMoved = (): void => leave();
