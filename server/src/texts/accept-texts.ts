import { askForBlock, type DirectGroup, type Lane, laneOf, writeDirect } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { ensureMms } from '../templates/index.ts';
import type { Attachment } from './attachment.ts';
import { decideText } from './decide-text.ts';
import { loadKnown } from './load-known.ts';
import { linksOfTexts } from './shorten-addresses.ts';
import type { ReadyText, Refusal, TextWish } from './text.ts';
import type { Templates } from './write-body.ts';

export type AskedText = {
  readonly wish: TextWish;
  /** Who asks for it. */
  readonly actor: string;
  /** It goes to somebody of the house, to be looked at. */
  readonly isTest?: boolean;
};

export type Accepted =
  | {
      readonly ok: true;
      readonly id: number;
      readonly text: ReadyText;
      readonly mmsId: string | null;
      readonly queuedAt: Date;
    }
  | { readonly ok: false; readonly refusal: Refusal };

type Tools = Pick<Context, 'clock' | 'ids' | 'secrets' | 'origin'>;

/**
 * Takes or refuses each of these texts, and queues those that it takes, in the caller's transaction: as many statements
 * for a thousand as for one. The answers are in the order of the wishes. A lane that is given stands in place of that of their purpose.
 */
export async function acceptTexts(
  tx: Tx,
  ctx: Tools,
  templates: Templates,
  asked: readonly AskedText[],
  lane: Lane | null = null,
): Promise<Accepted[]> {
  const { accepted, saved } = await takeTexts(tx, ctx, templates, asked, lane);
  await saved;
  return accepted;
}

/** The same for who has more to write with them: `saved` is to be waited for together with that. */
export async function takeTexts(
  tx: Tx,
  ctx: Tools,
  templates: Templates,
  asked: readonly AskedText[],
  lane: Lane | null = null,
): Promise<{ readonly accepted: Accepted[]; readonly saved: Promise<unknown> }> {
  if (asked.length === 0) return { accepted: [], saved: Promise.resolve() };
  const now = ctx.clock.now();
  const wishes = asked.map(({ wish }) => wish);
  // Travels with the first question. What is refused leaves a gap in the numbers, of which there are enough.
  const block = askForBlock(tx);
  const known = await loadKnown(ctx, tx, wishes, now);
  const decisions = wishes.map((wish, at) => decideText(wish, at, known, templates, now));
  const mmsIds = await keepAttachments(tx, ctx, decisions);
  const ready = decisions.flatMap((decision) => (decision.ok ? [decision.text] : []));
  const linksOf = await linksOfTexts(tx, ctx, ready);
  const groups = groupTexts(asked, decisions, { mmsIds, linksOf, lane });
  const { written: queued, saved } = await writeDirect(tx, ctx, groups, block);
  const written = new Map(
    groups.flatMap(({ places }, at) => places.map((place, n) => [place, queued[at]?.[n]] as const)),
  );
  const accepted = decisions.map((decision, place): Accepted => {
    if (!decision.ok) return decision;
    const { text } = decision;
    const { id = 0, body = text.body } = written.get(place) ?? {};
    const mmsId = (text.attachment && mmsIds.get(text.attachment)) ?? null;
    return { ok: true, id, text: { ...text, body }, queuedAt: now, mmsId };
  });
  return { accepted, saved };
}

/** What was kept with the texts: media, and the links in their words; and the lane that was asked for. */
type Kept = {
  readonly lane: Lane | null;
  readonly mmsIds: ReadonlyMap<Attachment, string>;
  readonly linksOf: Awaited<ReturnType<typeof linksOfTexts>>;
};

type Group = DirectGroup & { texts: DirectGroup['texts'][number][]; places: number[] };

/** What leaves together waits together: texts of one program from one sender, for the same hour and of use for as long. */
function groupTexts(
  asked: readonly AskedText[],
  decisions: readonly ReturnType<typeof decideText>[],
  kept: Kept,
): Group[] {
  const groups = new Map<string, Group>();
  decisions.forEach((decision, place) => {
    const one = asked[place];
    if (!decision.ok || !one) return;
    const { text } = decision;
    const { program, sender, notBefore, withinMs } = text;
    // What sells waits with marketing, and stops with it.
    const lane = text.promotion === null ? (kept.lane ?? laneOf(program.purpose)) : laneOf('marketing');
    const isTest = one.isTest ?? false;
    const key = `${program.id} ${sender.id} ${notBefore.getTime()} ${withinMs} ${lane} ${isTest}`;
    const group = groups.get(key) ?? {
      programId: program.id,
      brandId: program.brandId,
      purpose: program.purpose,
      lane,
      isTest,
      senderId: sender.id,
      notBefore,
      withinMs,
      texts: [],
      places: [],
    };
    groups.set(key, group);
    group.places.push(place);
    group.texts.push(toRow(one, text, kept));
  });
  return [...groups.values()];
}

/** The MMS of each text that was taken, on record under one id for the same media and subject. */
async function keepAttachments(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids' | 'origin'>,
  decisions: readonly ReturnType<typeof decideText>[],
): Promise<Map<Attachment, string>> {
  const ids = new Map<Attachment, string>();
  const known = new Map<string, string>();
  for (const decision of decisions) {
    const attachment = decision.ok ? decision.text.attachment : null;
    if (!attachment) continue;
    const media = attachment.media.map(({ id }) => id);
    const key = JSON.stringify([media, attachment.subject]);
    const id =
      attachment.id ??
      known.get(key) ??
      (await ensureMms(ctx, tx, { media, subject: attachment.subject })).id;
    known.set(key, id);
    ids.set(attachment, id);
  }
  return ids;
}

const toRow = ({ wish, actor }: AskedText, text: ReadyText, { mmsIds, linksOf }: Kept) => ({
  contactId: text.contact?.id ?? null,
  number: text.number,
  body: text.body,
  links: linksOf(text.links),
  parts: text.parts,
  consentEventId: text.consentEventId,
  metadata: wish.metadata,
  template: text.template,
  mmsId: (text.attachment && mmsIds.get(text.attachment)) ?? null,
  queuedBy: actor,
});
