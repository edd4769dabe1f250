import { randomBytes } from 'node:crypto';
import { countParts } from '@tidings/sms';
import type { Carrier } from '../carrier.ts';
import type { Desk, HandedIn, Listed, TakenText } from './provider.ts';

/** What the engine lends one face, and what it asks about it. */
export interface NamedDesk extends Desk {
  /** What came in by this face under the engine's id; null for what did not, or not since this start. */
  taken(id: string): TakenText | null;
  /** Whether this number has sent something by this face. */
  owns(sender: string): boolean;
}

/** Remembers what came in by a face: only what the engine's texts do not hold, by reference. */
export function openDesk(carrier: Carrier, name: string): NamedDesk {
  const start = randomBytes(4).toString('hex');
  const byReference = new Map<string, TakenText>();
  const byNumber = new Map<string, string[]>();
  const senders = new Set<string>();
  let references = 0;

  function remember(text: HandedIn): TakenText {
    const reference = text.reference ?? `${name}_${start}${(++references).toString(36)}`;
    const taken = { ...text, reference };
    if (!byReference.has(reference)) {
      const known = byNumber.get(text.to);
      if (known) known.push(reference);
      else byNumber.set(text.to, [reference]);
    }
    byReference.set(reference, taken);
    senders.add(text.from);
    return taken;
  }

  function listed(id: string): Listed | null {
    const found = carrier.findText(id);
    const text = found && byReference.get(found.reference);
    if (!found || !text) return null;
    const { acceptedAt, status, errorCode, parts } = found;
    return { id, acceptedAt, status, errorCode, parts, text };
  }

  const listTo = (number: string) =>
    (byNumber.get(number) ?? [])
      .flatMap((reference) => carrier.listTexts(reference))
      .flatMap(({ id }) => listed(id) ?? [])
      .sort((one, other) => other.acceptedAt - one.acceptedAt);

  return {
    carrier,
    submit(text, give) {
      const { reference, tag = '', from, to, body, validForMs, media = [], subject } = remember(text);
      const validUntil = validForMs === null ? null : new Date(Date.now() + validForMs).toISOString();
      // Pictures without words are one message all the same.
      const parts = Math.max(1, countParts(body).parts);
      const receipts = carrier.settings.sent_receipts ? 'all' : 'last';
      const terms = { face: 'provider', receipts, parts, place: null } as const;
      const mms = media.length > 0 && { mms: { media, ...(subject !== undefined && { subject }) } };
      carrier.submit({ reference, tag, from, to, body, validUntil, terms, ...mms }, give);
    },
    listTo,
    listAll: () => [...byNumber.keys()].flatMap(listTo),
    find: listed,
    taken: (id) => listed(id)?.text ?? null,
    owns: (sender) => senders.has(sender),
  };
}
