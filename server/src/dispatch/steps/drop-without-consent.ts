import { countryOfNumber } from '@tidings/sms/countries';
import { emergencyExemption, isMarketing, permissionOf, relationshipOf } from '../../compliance/index.ts';
import { type Consent, doNotCallKeys } from '../../contacts/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { quietly } from '../../platform/db/together.ts';
import { requireExpected } from '../ask-for-only.ts';
import { type Batch, going, type Run, type Text } from '../chunk.ts';
import { consentVerdict } from '../consent-verdict.ts';
import { earlyIn } from '../early.ts';
import { becauseItSells } from '../promotion.ts';
import { drop } from '../verdict.ts';
import { askVelocity, countedTexts } from './drop-over-velocity.ts';
import { isTallied } from './hold-over-frequency.ts';
import type { Tools } from './step.ts';
import { askToTake } from './take-chunk.ts';
import { askForTurn } from './wait-for-pace.ts';

/**
 * Who may not be texted is settled here, before any work is done for them. The consent of each number is taken
 * FOR SHARE until the transaction ends, which is the one that records the intent, and its suppression is read behind that: a STOP either is
 * seen here, or waits and finds the intent. A wave that had to wait for its turn is asked again (askAgain).
 */
export async function dropWithoutConsent(batch: Batch, tools: Tools, tx: Tx): Promise<void> {
  requireExpected(batch, earlyIn(batch, tx));
  const { run } = batch;
  const texts = going(batch);
  if (texts.length === 0) return;
  if (run && run.kind !== 'answer') return dropByConsent(batch, run, texts, tools, tx);
  // Answers rest on no consent. What sells or canvasses is no answer, whoever wrote first.
  const isFree = (text: Text) => text.mayHaveLeft !== null || needsNoConsent(text, batch, tools);
  const answers = texts.filter(isFree);
  const others = texts.filter((text) => !isFree(text));
  if (run && answers.length > 0) await dropAnswersToTheGone(run.brandId, answers, tools, tx);
  if (others.length === 0) return;
  if (run) return dropByConsent(batch, run, others, tools, tx);
  for (const text of others)
    text.verdict = drop(
      'contact.no_consent',
      `A text for ${text.purpose} belongs to no program, so nobody can have agreed to it.`,
    );
}

/** Where whatever opened the program would do, whoever wrote to us may be answered without any. */
function needsNoConsent({ purpose, number }: Text, { permission }: Batch, { ctx }: Tools): boolean {
  const asked = { purpose, country: countryOfNumber(number), level: 'claimed', expiresAt: null } as const;
  return permission.verdictOf(asked, ctx.clock.now()).decision === 'allow';
}

async function dropByConsent(
  batch: Batch,
  run: Run,
  texts: readonly Text[],
  tools: Tools,
  tx: Tx,
): Promise<void> {
  const locked =
    earlyIn(batch, tx)?.only?.consents ??
    tools.store.lockConsents(tx, {
      programId: run.programId,
      brandId: run.brandId,
      numbers: texts.map((text) => text.number),
      doNotCallKeys: texts.some((text) => text.purpose === 'marketing')
        ? doNotCallKeys(tools.ctx, batch.workspaceId)
        : [],
    });
  askAhead(batch, texts, tools, tx);
  const consents = await locked;
  const now = tools.ctx.clock.now();
  const because = becauseItSells();
  for (const text of texts) {
    const consent = consents.get(text.number);
    text.consentEventId = consent?.eventId ?? null;
    text.relationshipUntil = relationshipOf(consent);
    const asked = { number: text.number, purpose: text.purpose, permission: batch.permission, now };
    const allowed = consent && permissionOf(consent, asked);
    // What may have left already is asked for whatever the person has said since.
    if (!text.mayHaveLeft) text.verdict = because.refused(consentVerdict(consent, asked, allowed), text);
    text.permission = allowed ? because.allowed(allowed, text) : null;
  }
  await letEmergenciesGo(batch, run, texts, consents, tools, tx);
}

/**
 * Danger to health and safety needs no consent where the law says so; whoever has left the brand is left alone all the same. As with
 * answers there may be no row to lock: a STOP that commits in this very moment finds the text on the wire.
 */
async function letEmergenciesGo(
  { rulings }: Batch,
  { programId, brandId, purpose }: Run,
  texts: readonly Text[],
  consents: ReadonlyMap<string, Consent>,
  { ctx, store }: Tools,
  tx: Tx,
): Promise<void> {
  if (purpose !== 'emergency') return;
  const now = ctx.clock.now();
  const exempt = texts.flatMap((text) => {
    const rule = text.mayHaveLeft
      ? null
      : emergencyExemption({ ...text, programId }, consents.get(text.number), rulings, now);
    return rule ? [{ text, rule }] : [];
  });
  if (exempt.length === 0) return;
  const numbers = exempt.map(({ text }) => text.number);
  const gone = await store.listSuppressed(tx, brandId, numbers);
  for (const { text, rule } of exempt) {
    const isGone = gone.has(text.number);
    text.verdict = isGone ? optedOut() : null;
    text.permission = isGone ? null : rule;
    text.consentEventId = null;
  }
}

const optedOut = () => drop('contact.opted_out', 'The person has opted out of this brand.');

/**
 * Of a password the rest is asked for in the same breath, in the order of locks: consents, run, chunk, pace. Not where something
 * sells: what a person was sent lately is locked between consents and run then (holdOverFrequency), and in any case before the pace.
 */
function askAhead(batch: Batch, texts: readonly Text[], tools: Tools, tx: Tx): void {
  const early = earlyIn(batch, tx);
  if (!early || texts.some(({ purpose }) => isMarketing(purpose))) return;
  // All but the turn was asked for with the chunk, where the lease told of its only text.
  if (!early.taken) {
    const counted = countedTexts(batch, texts);
    if (counted.length > 0) early.velocity = askVelocity(tools.store, tx, counted);
    early.taken = quietly(askToTake(batch, tools, tx, batch.texts, tools.timing.leaseMs));
  }
  if (!early.turn && !texts.some(isTallied)) early.turn = askForTurn(batch, texts, tools, tx);
}

/**
 * Whoever writes to us may be answered without having joined anything, unless they have left the brand since: what the
 * rules want them to be told after that travels without a run. No consent is needed, so there may be no row to lock; a
 * STOP that commits in this very moment finds the answer on the wire, as it would any text.
 */
async function dropAnswersToTheGone(
  brandId: string,
  texts: readonly Text[],
  { store }: Tools,
  tx: Tx,
): Promise<void> {
  const gone = await store.listSuppressed(
    tx,
    brandId,
    texts.map((text) => text.number),
  );
  for (const text of texts) {
    if (text.mayHaveLeft) continue;
    text.verdict = gone.has(text.number) ? optedOut() : null;
  }
}
