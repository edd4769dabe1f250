import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { CapabilityClass, OpenGateways } from '../../gateways/index.ts';
import { type Outcome, recordOutcomes, suppressQueued } from '../../messages/index.ts';
import type { Context } from '../../platform/context.ts';
import { countOf } from '../../platform/count-of.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { listWays } from '../../routing/index.ts';
import { canBeAsked } from '../unknown-policy.ts';
import {
  announceOpenTexts,
  type HeldFlow,
  type HeldText,
  type HoldChoice,
  insertChoice,
  listHeldFlows,
  listHeldTexts,
  lockHold,
} from './open-texts.queries.ts';

export type Choosing = {
  /** Null chooses for everything that nobody has chosen for yet. */
  readonly flowId: string | null;
  readonly choice: HoldChoice;
  /** How many texts the person believes go out again; asked for where they do. */
  readonly confirmCount: number | null;
};

export type Chosen = { readonly epoch: number; readonly flows: number; readonly texts: number };

/**
 * A person says what becomes of texts whose fate nobody here can know. `skip`: they are not sent, and say so. `ask`: the
 * carrier is asked about each, and what it never had goes out once. `resend`: they go out as they are.
 */
export async function chooseForHeld(
  ctx: Pick<Context, 'db' | 'clock'>,
  gateways: OpenGateways,
  scope: Scope,
  { flowId, choice, confirmCount }: Choosing,
): Promise<Chosen> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const hold = await lockHold(tx);
    if (!hold) throw notHeld();
    const flows = (await listHeldFlows(tx, flowId)).filter((flow) => flow.texts > 0 && flow.choice === null);
    if (flows.length === 0 && flowId !== null) throw noSuchFlow();
    const texts = flows.reduce((sum, flow) => sum + flow.texts, 0);
    if (choice === 'resend') requireCount(texts, confirmCount);
    if (choice === 'ask') for (const flow of flows) await requireAnswers(tx, gateways, flow);
    for (const flow of flows) {
      if (choice === 'skip') await skipTexts(tx, ctx, flow.flowId);
      if (choice === 'ask') await announceOpenTexts(tx, flow.flowId);
      await insertChoice(tx, { ...flow, ...hold, choice, decidedBy: scope.actor });
    }
    await recordAudit(tx, scope, {
      act: 'hold.chosen',
      object: flowId ?? 'all',
      after: { choice, texts, flows: flows.map((flow) => flow.flowId), reason: hold.reason },
    });
    return { epoch: hold.epoch, flows: flows.length, texts };
  });
}

/** Whether every carrier that may have had these texts can say of each whether it had it. */
export async function canFlowBeAsked(tx: Tx, gateways: OpenGateways, flow: HeldFlow): Promise<boolean> {
  const ways = [...(await listWays(tx, flow.senderIds)).values()].flat();
  const ids = [...new Set(ways.map(({ gatewayId }) => gatewayId))];
  const found = await Promise.all(ids.map((id) => capabilityOf(tx, gateways, id)));
  return found.length > 0 && found.every((capability) => capability !== null && canBeAsked(capability));
}

/** Null when the gateway cannot be opened, as with a key that is not the one its secret was sealed with. */
async function capabilityOf(tx: Tx, gateways: OpenGateways, id: string): Promise<CapabilityClass | null> {
  return gateways.get(tx, id).then(
    (gateway) => gateway.capability,
    () => null,
  );
}

async function requireAnswers(tx: Tx, gateways: OpenGateways, flow: HeldFlow): Promise<void> {
  if (await canFlowBeAsked(tx, gateways, flow)) return;
  throw new Conflict(
    'hold.cannot_ask',
    `The carrier of ${flow.texts} of these texts cannot say which of them it had. Choose skip for them, or resend if arriving twice does less harm than not at all.`,
  );
}

function requireCount(texts: number, confirmed: number | null): void {
  if (confirmed === texts) return;
  const asked = confirmed === null ? 'Say' : `${confirmed} were confirmed. Say`;
  throw new Conflict(
    'hold.count_not_confirmed',
    `${countOf(texts, 'text', 'texts')} would go out, whether or not they have been sent before. ${asked} with confirm_count that it is to be these ${texts}.`,
  );
}

const pageOfTexts = 2_000;

/** Everybody keeps their place in the books: a text that was not sent, and why. The workers close the chunks later. */
async function skipTexts(tx: Tx, ctx: Pick<Context, 'clock'>, flowId: string): Promise<void> {
  for (let after = 0; ; ) {
    const texts = await listHeldTexts(tx, { flowId, after, limit: pageOfTexts });
    const recorded = texts.filter((text) => text.isRecorded).map((text) => text.id);
    await suppressQueued(tx, recorded, 'hold.skipped', ctx.clock.now());
    await recordOutcomes(tx, texts.filter((text) => !text.isRecorded).map(skipped));
    const last = texts.at(-1);
    if (!last || texts.length < pageOfTexts) return;
    after = last.id;
  }
}

function skipped(text: HeldText): Outcome {
  return {
    id: text.id,
    campaignId: text.kind === 'campaign' ? text.flowId : null,
    contactId: text.contactId,
    senderId: text.senderId,
    number: text.number,
    purpose: text.purpose,
    kind: 'campaign',
    body: '',
    parts: 0,
    status: 'suppressed',
    reason: 'hold.skipped',
    reasonDetail: null,
    heldReason: text.heldReason,
    providerId: null,
    consentEventId: null,
    queuedAt: text.queuedAt,
    submittedAt: null,
  };
}

const notHeld = () =>
  new Conflict('hold.none', 'The installation is not on hold, so there is nothing to release.');

const noSuchFlow = () =>
  new NotFound(
    'hold.no_such_run',
    'No text of this run waits for a choice: there is no such run, it has none, or a choice was made.',
  );
