export type Started = {
  /** Where browsers find it; null for a process that only works. */
  readonly page: string | null;
  /** While nobody owns the installation. */
  readonly setup: string | null;
  readonly pid: number;
};

/**
 * What a person at a terminal wants to know once it is up, in plain lines apart from the log: where to go, and how to end
 * it. Whoever started it in the background has no Ctrl-C.
 */
export function startLines({ page, setup, pid }: Started): string {
  const where = page === null ? 'Tidings works.' : `Tidings is up: ${page}`;
  const first = setup === null ? [] : [`Nobody owns it yet. Set it up: ${setup}`];
  return ['', where, ...first, `Ctrl-C or "kill ${pid}" ends it.`, ''].join('\n');
}
