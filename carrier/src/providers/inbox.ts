import type { InboundEvent } from '../rows.ts';

/** What people wrote to a face's numbers, for clients that ask in place of being called. Newest first. */
export interface Inbox {
  keep(event: InboundEvent): void;
  list(): readonly KeptInbound[];
}

export interface KeptInbound {
  readonly event: InboundEvent;
  readonly atMs: number;
}

const most = 10_000;

export function openInbox(): Inbox {
  const kept: KeptInbound[] = [];
  return {
    keep(event) {
      // The engine tells again whoever did not take it.
      if (kept.some((one) => one.event.id === event.id)) return;
      kept.unshift({ event, atMs: Date.now() });
      if (kept.length > most) kept.pop();
    },
    list: () => kept,
  };
}
