import { type Claim, findClaims, type KeptRequest, keepAnswersTo, recordAudit } from '../accounts/index.ts';
import { isUrgent, laneOf } from '../dispatch/index.ts';
import { type Outcome, openBatches } from '../platform/batches.ts';
import type { Context } from '../platform/context.ts';
import { planByKey } from '../platform/db/plan-once.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type Accepted, type AskedText, takeTexts } from './accept-texts.ts';
import { type MessageBody, toAcceptedMessage } from './message-answer.ts';
import type { Refusal } from './text.ts';
import { openTemplates, type Templates } from './write-body.ts';

type Asked = AskedText & { readonly kept: KeptRequest | null };
type UsedClaim = Exclude<Claim, { kind: 'first' }>;

export type DeskAnswer =
  | { readonly kind: 'accepted'; readonly message: MessageBody }
  /** Somebody has asked under this key before. */
  | { readonly kind: 'repeat'; readonly claim: UsedClaim };

/** Where single texts are asked for. What is asked at the same moment shares a transaction, and is answered after its commit. */
export type TextDesk = {
  send(workspaceId: string, asked: AskedText, kept: KeptRequest | null): Promise<DeskAnswer>;
};

// Two hands: while one waits for its commit, the other reads and writes. More would make the batches smaller.
const transactionsAtOnce = 2;
const textsAtMost = 500;
const triesInAll = 5;

export function openTextDesk(ctx: Context): TextDesk {
  const templates = openTemplates();
  const batches = openBatches<Asked, DeskAnswer>(
    (workspaceId, asked) => acceptBatch(ctx, templates, workspaceId, asked),
    { most: textsAtMost, atOnce: transactionsAtOnce },
  );
  const inFlight = new Map<string, Buffer>();
  return {
    async send(workspaceId, asked, kept) {
      if (kept === null) return batches.add(workspaceId, { ...asked, kept });
      const key = `${workspaceId} ${kept.key}`;
      const other = inFlight.get(key);
      if (other)
        return { kind: 'repeat', claim: { kind: other.equals(kept.hash) ? 'in_flight' : 'other_request' } };
      inFlight.set(key, kept.hash);
      try {
        return await batches.add(workspaceId, { ...asked, kept });
      } finally {
        inFlight.delete(key);
      }
    },
  };
}

async function acceptBatch(
  ctx: Context,
  templates: Templates,
  workspaceId: string,
  asked: readonly Asked[],
): Promise<Outcome<DeskAnswer>[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ctx.db.within(planByKey, () =>
        ctx.db.tx(workspaceId, (tx) => acceptIn(tx, ctx, templates, asked)),
      );
    } catch (error) {
      if (!(error instanceof KeyUsedMeanwhile) || tries === triesInAll) throw error;
    }
  }
}

/** Another process has answered one of the keys between our look and our word: nothing of the batch was done. */
class KeyUsedMeanwhile extends Conflict {
  constructor() {
    super('idempotency.in_flight', 'A request with this key is being worked on. Ask again in a moment.');
  }
}

async function acceptIn(
  tx: Tx,
  ctx: Context,
  templates: Templates,
  all: readonly Asked[],
): Promise<Outcome<DeskAnswer>[]> {
  const requests = all.flatMap(({ kept }) => kept ?? []);
  const claims = requests.length === 0 ? new Map<string, Claim>() : await findClaims(tx, requests);
  const claimOf = ({ kept }: Asked): UsedClaim | null => {
    const claim = kept === null ? undefined : claims.get(kept.key);
    return claim === undefined || claim.kind === 'first' ? null : claim;
  };
  const fresh = all.filter((one) => claimOf(one) === null);
  foreseeWords(templates, fresh);
  const { accepted, saved } = await takeTexts(tx, ctx, templates, fresh);
  const answers = new Map(fresh.map((one, at) => [one, answerOf(one, accepted[at])]));
  const kept = fresh.flatMap((one) => {
    const answer = answers.get(one);
    if (one.kept === null || !answer?.ok || answer.answer.kind !== 'accepted') return [];
    return [{ ...one.kept, status: 201, body: JSON.stringify(answer.answer.message) }];
  });
  const asked = [keepAnswersTo(tx, kept), auditQueued(tx, fresh, accepted), saved] as const;
  // A key that somebody has used meanwhile undoes all of it. Where there is none, the commit can go along. A password is decided about
  // while it is on its way to the disk; its intent, before which nothing leaves, waits for both.
  if (kept.length === 0) tx.endsHere(accepted.some(isOfUrgentLane) ? 'seen' : 'saved');
  const [isKept] = await Promise.all(asked);
  if (!isKept) throw new KeyUsedMeanwhile();
  return all.map((one) => {
    const claim = claimOf(one);
    return claim
      ? { ok: true, answer: { kind: 'repeat', claim } }
      : (answers.get(one) ?? { ok: false, error: new Error('A text has no answer.') });
  });
}

/** A lone text has time for it while the database is asked. Words that hold anybody's values are not known yet. */
function foreseeWords({ judged }: Templates, [first, ...others]: readonly Asked[]): void {
  if (!first || others.length > 0) return;
  const { words, programId } = first.wish;
  if ('body' in words && !words.body.includes('{')) judged.foresee(programId, words.body);
}

const isOfUrgentLane = (one: Accepted): boolean => one.ok && isUrgent(laneOf(one.text.program.purpose));

/** An entry for each of those who asked, not for each text: who asked for one stands in its own row as well. */
async function auditQueued(tx: Tx, asked: readonly Asked[], accepted: readonly Accepted[]): Promise<void> {
  const idsOf = new Map<string, number[]>();
  accepted.forEach((one, at) => {
    const actor = asked[at]?.actor;
    if (!one.ok || actor === undefined) return;
    const ids = idsOf.get(actor) ?? [];
    idsOf.set(actor, ids);
    ids.push(one.id);
  });
  const entries = [...idsOf].map(([actor, ids]) => {
    const object = publicId('msg', ids[0] ?? 0);
    return recordAudit(tx, { actor }, { act: 'messages.queued', object, after: { ids: ids.join(' ') } });
  });
  await Promise.all(entries);
}

function answerOf(asked: AskedText, accepted: Accepted | undefined): Outcome<DeskAnswer> {
  if (!accepted) return { ok: false, error: new Error('A text has no answer.') };
  if (!accepted.ok) return { ok: false, error: asProblem(accepted.refusal) };
  return { ok: true, answer: { kind: 'accepted', message: toAcceptedMessage(asked, accepted) } };
}

export const asProblem = ({ code, sentence, pointer, details }: Refusal): Invalid =>
  new Invalid(code, sentence, details ?? [{ pointer, code, detail: sentence }]);
