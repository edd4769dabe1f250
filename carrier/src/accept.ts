import { answerAfter, type Give } from './answer-after.ts';
import { type Context, pause } from './context.ts';
import { deliver } from './deliver.ts';
import { lostAnswer } from './faults.ts';
import type { WholeText } from './joins.ts';
import type { AcceptedRow, LostAnswer, PartRow } from './rows.ts';
import type { Answer, Submission } from './submission.ts';

const longestNoticeMs = 2_000;
const broken: Answer = { kind: 'error', message: 'Something broke at the carrier.' };

/** Accepts what was handed in: a text, or a part of one. */
export function accept(
  ctx: Context,
  submission: Submission,
  parts: number,
  attempt: number,
  latencyMs: number,
  give: Give,
): void {
  const { reference, to } = submission;
  const lost = lostAnswer(ctx.dice, ctx.settings.faults, { reference, to, attempt });
  const id = ctx.newId('rc');
  const part = partRow(submission, id, lost);
  const told = part ? takePart(ctx, part) : takeText(ctx, textRow(submission, id, parts, lost), attempt);
  const accepted: Answer = { kind: 'accepted', id, parts };
  if (told) answerWhenTold(ctx, told, lost, latencyMs, accepted, give);
  else answerLosing(ctx, lost, latencyMs, accepted, give);
}

/** One object from the start, and not several that are spread into each other: every text has one of these. */
function textRow(submission: Submission, id: string, parts: number, lost: LostAnswer | null): AcceptedRow {
  const { reference, tag, from, to, body, validUntil, terms, mms } = submission;
  const valid_until = validUntil;
  const row: AcceptedRow = { kind: 'accepted', id, reference, tag, from, to, body, parts, valid_until };
  if (terms) {
    row.face = terms.face;
    row.receipts = terms.receipts;
  }
  if (lost) row.lost_answer = lost;
  if (mms) {
    row.media = mms.media;
    if (mms.subject !== undefined) row.subject = mms.subject;
  }
  return row;
}

function partRow(submission: Submission, id: string, lost: LostAnswer | null): PartRow | null {
  const { reference, tag, from, to, body, validUntil, terms } = submission;
  if (!terms?.place) return null;
  const { face, receipts, place } = terms;
  const known = { id, reference, tag, from, to, body, ...place, valid_until: validUntil, face, receipts };
  return { kind: 'part', ...known, ...(lost ? { lost_answer: lost } : null) };
}

/** A receiver that waits for this very answer before it takes the receipt would wait for ever without a bound. */
function answerWhenTold(
  ctx: Context,
  told: Promise<void>,
  lost: LostAnswer | null,
  latencyMs: number,
  accepted: Answer,
  give: Give,
): void {
  const answer = () => answerLosing(ctx, lost, latencyMs, accepted, give);
  void Promise.race([told, pause(ctx, longestNoticeMs)]).then(answer);
}

function answerLosing(
  ctx: Context,
  lost: LostAnswer | null,
  latencyMs: number,
  accepted: Answer,
  give: Give,
): void {
  const hangMs = lost === 'accept_then_hang' ? ctx.settings.hang_ms : 0;
  let answer = accepted;
  if (lost === 'accept_then_reset') answer = { kind: 'reset' };
  else if (lost === 'accept_then_500') answer = broken;
  else if (lost === 'accept_then_hang' && hangMs === 0) answer = { kind: 'silence' };
  answerAfter(ctx, latencyMs + hangMs, answer, give);
}

/** Writes the acceptance down and sends the text on its way; see `deliver` for what is returned. */
function takeText(ctx: Context, row: AcceptedRow, attempt: number): Promise<void> | null {
  const acceptedAt = ctx.record(row);
  const { id, reference, tag, from, to, valid_until: validUntil } = row;
  const text = {
    number: ctx.register.numberOf(id),
    id,
    reference,
    tag,
    from,
    to,
    acceptedAt,
    validUntil: validUntil === null ? null : Date.parse(validUntil),
    attempt,
    status: 'accepted',
    errorCode: null,
    face: row.face ?? 'http',
    receipts: row.receipts ?? null,
    partIds: row.part_ids ?? null,
  } as const;
  return deliver(ctx, text, row.parts);
}

function takePart(ctx: Context, row: PartRow): Promise<void> | null {
  ctx.record(row);
  const parts = ctx.register.joins.wholeOf(row);
  return parts && takeWhole(ctx, parts);
}

/** All parts have come: the phone gets one text, under the id of its first part, and its client a receipt for each. */
export function takeWhole(ctx: Context, { first, body, ids }: WholeText): Promise<void> | null {
  const { id, reference, tag, from, to, valid_until, face, receipts } = first;
  const attempt = ctx.register.attemptsOf(reference);
  const known = { id, reference, tag, from, to, body, parts: ids.length, valid_until };
  return takeText(ctx, { kind: 'accepted', ...known, face, receipts, part_ids: [...ids] }, attempt);
}
