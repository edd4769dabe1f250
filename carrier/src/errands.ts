import type { Context } from './context.ts';
import { typeOnPhone } from './phones.ts';
import { rollWithin } from './random.ts';
import type { ShoppingRow } from './rows.ts';
import { type Errand, planErrand } from './shoppers.ts';
import type { TextUnderWay } from './texts.ts';

/** A phone's own browser. */
const phoneAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1';
const previewAgent = 'WhatsApp/2.23.20.0';
// Longer than any text of ours.
const wholeText = 4_096;

/** Does with a delivered text what this person does. False where nobody has said how people take to such a text. */
export function runErrand(ctx: Context, text: TextUnderWay): boolean {
  const { shoppers } = ctx.settings;
  if (shoppers === null) return false;
  const body = ctx.register.beginningOf(text.number, wholeText);
  const errand = planErrand(ctx.dice, shoppers, { to: text.to, tag: text.tag, body });
  if (errand === null) return false;
  const { link, reply } = errand;
  if (reply) {
    const delayMs = rollWithin(ctx.dice, ctx.settings.reply_delay_ms, 'reply_delay', text.to);
    const typed = { number: text.to, sender: text.from, body: reply.body, script: reply.kind };
    ctx.timetable.after(delayMs, () => void typeOnPhone(ctx, typed));
  }
  if (link === null) return true;
  if (errand.isPreviewed) {
    const isKnown = shoppers.previews_look_like === 'programs';
    const agent = isKnown ? previewAgent : phoneAgent;
    // A program that looks like a phone takes its time, too.
    const delayMs = isKnown ? 0 : shoppers.tap_delay_ms.max;
    ctx.timetable.after(delayMs, () => void open(ctx, text, link, agent, 'previewed'));
  }
  if (errand.tapsAfterMs !== null)
    ctx.timetable.after(errand.tapsAfterMs, () => void shop(ctx, text, errand));
  return true;
}

async function shop(ctx: Context, text: TextUnderWay, errand: Errand): Promise<void> {
  const location = await open(ctx, text, errand.link ?? '', phoneAgent, 'tapped');
  if (errand.buysAfterMs === null || location === null) return;
  // Whose text it was stands in the address that the link led to, as it does for the page of any shop.
  const token = URL.parse(location)?.searchParams.get('tid');
  if (!token) return;
  const query = new URLSearchParams({ t: token, e: 'order.placed', id: text.id, v: String(errand.spends) });
  ctx.timetable.after(errand.buysAfterMs, () => {
    void ctx.visits
      .open({ path: `/t.gif?${query}`, host: null, agent: phoneAgent, visitor: text.to })
      .then(({ status }) => note(ctx, text, 'bought', status, errand.spends));
  });
}

/** Opens the link of a text and says where it leads, or null. */
async function open(
  ctx: Context,
  text: TextUnderWay,
  link: string,
  agent: string,
  did: ShoppingRow['did'],
): Promise<string | null> {
  const { host, pathname, search } = new URL(link);
  const { status, location } = await ctx.visits.open({
    path: pathname + search,
    host,
    agent,
    // Programs come from a few machines; one that looks like a phone comes from where phones do.
    visitor: agent === phoneAgent ? `${text.to}${did === 'tapped' ? '' : ' preview'}` : 'a preview',
  });
  note(ctx, text, did, status);
  return location;
}

function note(ctx: Context, text: TextUnderWay, did: ShoppingRow['did'], status: number, value = 0): void {
  const row = { kind: 'shopping', id: text.id, tag: text.tag, number: text.to, did, status } as const;
  ctx.record(value > 0 ? { ...row, value } : row);
}
