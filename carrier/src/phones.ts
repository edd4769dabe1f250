import type { Context } from './context.ts';
import type { InboundEvent } from './rows.ts';
import { carrierKeyword, type ReplyKind } from './scripts.ts';
import { tellInbound } from './tell.ts';

export interface TypedText {
  number: string;
  sender: string;
  body: string;
  /** What the script meant by it, or null when a person typed it. */
  script: ReplyKind | null;
}

/** A person types on the phone: the text is on record, takes effect at the carrier, and goes to the receiver. */
export function typeOnPhone(ctx: Context, { number, sender, body, script }: TypedText): InboundEvent {
  const eventId = ctx.newId('ev');
  const id = ctx.newId('rc');
  // People answer the last thing they read from this sender that was not itself an answer to them.
  const tag = ctx.register.handsets.tagLastRead(number, sender);
  const known = { event_id: eventId, id, from: number, to: sender, body };
  const inbound = { kind: 'inbound', ...known, tag } as const;
  const at = ctx.record(script ? { ...inbound, scripted: true } : inbound);
  const keyword = carrierKeyword(body);
  const choice = { event_id: eventId, number, sender, tag, keyword: keyword !== null };
  // The script knows what its words mean. Of a person's own words the carrier knows only the keywords.
  if (script === 'stop' || keyword === 'stop') ctx.record({ kind: 'opt_out', ...choice });
  else if (keyword === 'start') ctx.record({ kind: 'opt_in', ...choice });
  const event: InboundEvent = { type: 'inbound', ...known, at: ctx.isoTime(at) };
  tellInbound(ctx, event);
  return event;
}
