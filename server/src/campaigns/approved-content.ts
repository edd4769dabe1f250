import { getWorkspace } from '../accounts/index.ts';
import { describeChoice, loadKnownNames } from '../audiences/index.ts';
import { getProgram } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { getSender } from '../senders/index.ts';
import { estimateCost, writeMoney } from '../spending/index.ts';
import type { Campaign } from './campaign.ts';
import { sayWords } from './frame-words.ts';
import type { PlanOf } from './hours/armed-plan.ts';

/** What somebody looks at who approves a campaign, in words: kept with what they say, and held against the next version. */
export type ApprovedContent = {
  readonly body: string;
  /** In other languages, by their tags. */
  readonly texts: Readonly<Record<string, string>>;
  /** The media that go along, by id. */
  readonly media: string | null;
  readonly subject: string | null;
  readonly program: string;
  readonly sender: string;
  readonly audience: string;
  readonly people: number;
  readonly parts: number;
  /** Null while nobody has said what texts cost. */
  readonly cost: { readonly amount: string; readonly currency: string } | null;
  /** When its schedule starts it; null where somebody launches it. */
  readonly startsAt: string | null;
};

/** A checked campaign as it would be approved now. */
export async function contentToApprove(tx: Tx, campaign: Campaign, planOf: PlanOf): Promise<ApprovedContent> {
  const { body, texts } = await sayWords(tx, campaign);
  const { include, exclude, limit, estimate } = campaign;
  const choice = { include, exclude, limit };
  const sender = await getSender(tx, campaign.senderId);
  const armed = campaign.status === 'scheduled' ? await planOf(tx, campaign.id) : null;
  return {
    ...{ body, texts, subject: campaign.subject },
    media: campaign.mmsId && publicId('mms', campaign.mmsId),
    program: (await getProgram(tx, campaign.programId)).name,
    sender: sender.number,
    audience: describeChoice(choice, await loadKnownNames(tx, choice)),
    ...{ people: estimate?.people ?? 0, parts: estimate?.parts.total ?? 0 },
    cost: await costOf(tx, campaign, sender),
    startsAt: armed?.startsAt.toISOString() ?? null,
  };
}

async function costOf(
  tx: Tx,
  { estimate }: Campaign,
  { id: senderId, gatewayId }: { readonly id: string; readonly gatewayId: string },
): Promise<ApprovedContent['cost']> {
  if (!estimate) return null;
  // A check from before prices were by country counts with the home country.
  const { country } = await getWorkspace(tx);
  const byCountry = estimate.byCountry ?? [{ country, parts: estimate.parts.total }];
  const cost = await estimateCost(tx, { senderId, gatewayId }, byCountry);
  return cost && { amount: writeMoney(cost.amount), currency: cost.currency };
}
