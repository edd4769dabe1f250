import type { JsonValue } from '../platform/canonical-json.ts';
import type { ConsentEvent } from './consent.ts';
import { type HashText, hashToBytes } from './event-hash.ts';

/** One event that was emptied: its id, and the digest of the row as it stands since. */
export type EmptiedEvent = { readonly id: number; readonly digest: Buffer };

/** How the event of an erasure tells which events it has emptied: `[[id, digest in hex], …]`. */
export function tellEmptied(events: readonly { id: number; digest: HashText }[]): JsonValue {
  return events.map(({ id, digest }) => [id, hashToBytes(digest).toString('hex')]);
}

/** What an event says it has emptied; nothing where it is no erasure. */
export function emptiedEventsOf(event: Pick<ConsentEvent, 'type' | 'evidence'>): EmptiedEvent[] {
  const told = event.type === 'erased' ? event.evidence.emptied : undefined;
  if (!Array.isArray(told)) return [];
  return (told as readonly JsonValue[]).flatMap((pair) => {
    if (!Array.isArray(pair)) return [];
    const [id, hex] = pair as readonly JsonValue[];
    return typeof id === 'number' && typeof hex === 'string' ? [{ id, digest: Buffer.from(hex, 'hex') }] : [];
  });
}
