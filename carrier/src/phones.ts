import type { Context } from './context.ts';
import type { Apart, InboundEvent, InboundMedia } from './rows.ts';
import { carrierKeyword, type ReplyKind } from './scripts.ts';
import { tellInbound } from './tell.ts';

export interface TypedText {
  number: string;
  sender: string;
  body: string;
  /** What the script meant by it, or null when a person typed it. */
  script: ReplyKind | null;
  subject?: string;
  media?: InboundMedia[];
  apart?: Apart;
}

/** A person types on the phone: the text is on record, takes effect at the carrier, and goes to the receiver. */
export function typeOnPhone(ctx: Context, typed: TypedText): InboundEvent {
  const { number, sender, body, script, subject, media, apart } = typed;
  const eventId = ctx.newId('ev');
  const id = ctx.newId('rc');
  // People answer the last thing they read from this sender that was not itself an answer to them.
  const tag = ctx.register.handsets.tagLastRead(number, sender);
  const known = { event_id: eventId, id, from: number, to: sender, body };
  const extras = { ...(subject ? { subject } : {}), ...(media?.length ? { media } : {}) };
  const inbound = { kind: 'inbound', ...known, tag, ...extras } as const;
  const at = ctx.record(script ? { ...inbound, scripted: true } : inbound);
  const keyword = carrierKeyword(body);
  const choice = { event_id: eventId, number, sender, tag, keyword: keyword !== null };
  // The script knows what its words mean. Of a person's own words the carrier knows only the keywords.
  if (script === 'stop' || keyword === 'stop') ctx.record({ kind: 'opt_out', ...choice });
  else if (keyword === 'start') ctx.record({ kind: 'opt_in', ...choice });
  const event: InboundEvent = {
    type: 'inbound',
    ...known,
    at: ctx.isoTime(at),
    ...extras,
    ...(apart ? { apart } : {}),
  };
  tellInbound(ctx, event);
  return event;
}
