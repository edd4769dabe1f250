import { type AuditProof, listAuditOfObject, proveEntries } from '../../accounts/index.ts';
import { loadKnownNames } from '../../audiences/index.ts';
import {
  type Approval,
  type Campaign,
  getCampaign,
  listApprovals,
  placedIn,
  sayWords,
} from '../../campaigns/index.ts';
import { lintForProgram, loadRulings } from '../../compliance/index.ts';
import { type Brand, getBrand, getProgram, type Program, verifyConsentChain } from '../../contacts/index.ts';
import { getGatewayRow } from '../../gateways/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { getSender, type Sender } from '../../senders/index.ts';
import type { SaidWords, WordsFindings } from '../../templates/index.ts';
import { listWords, type WordsRow } from '../evidence.queries.ts';
import * as queries from './campaign-record.queries.ts';

/** Everything on record about one campaign. */
export type GatheredCampaign = {
  readonly campaign: Campaign;
  /** Its texts as they went out but for what was filled in. */
  readonly said: SaidWords;
  readonly program: Program;
  readonly brand: Brand;
  readonly sender: Sender;
  readonly gateway: { readonly name: string; readonly kind: string };
  readonly lists: ReadonlyMap<string, string>;
  readonly segments: ReadonlyMap<string, string>;
  readonly approvals: readonly Approval[];
  readonly lint: WordsFindings;
  readonly outcomes: readonly queries.OutcomeRow[];
  readonly held: readonly queries.ReasonRow[];
  readonly leftOut: readonly queries.ReasonRow[];
  readonly hours: readonly queries.HoursRow[];
  readonly consents: readonly queries.ConsentRow[];
  readonly doubts: queries.Doubts;
  readonly audience: queries.AudienceHashes;
  readonly words: readonly WordsRow[];
  readonly chain: Awaited<ReturnType<typeof verifyConsentChain>>;
  readonly audit: {
    checkpoint: Awaited<ReturnType<typeof proveEntries>>['checkpoint'];
    entries: AuditProof[];
  };
};

const mostAuditEntries = 1_000;

/** NotFound where there is no such campaign. */
export async function gatherCampaign(tx: Tx, id: string, country: string): Promise<GatheredCampaign> {
  const campaign = await getCampaign(tx, id);
  const program = await getProgram(tx, campaign.programId);
  const brand = await getBrand(tx, program.brandId);
  const sender = await getSender(tx, campaign.senderId);
  const { lists, segments = new Map<string, string>() } = await loadKnownNames(tx, campaign);
  const said = await sayWords(tx, campaign);
  return {
    said,
    ...{ campaign, program, brand, sender, lists, segments },
    gateway: await getGatewayRow(tx, sender.gatewayId),
    approvals: await listApprovals(tx, id),
    lint: lintAnew(said, { program, brand, sender }, country, (await loadRulings(tx)).cleared),
    outcomes: await queries.countOutcomes(tx, id),
    held: await queries.countHeld(tx, id),
    leftOut: await queries.countLeftOut(tx, id),
    hours: await queries.listHours(tx, id),
    consents: await queries.countConsents(tx, id),
    doubts: await queries.countDoubts(tx, id, brand.id),
    audience: await queries.hashAudience(tx, id),
    words: await listWords(tx, [brand.id]),
    chain: await verifyConsentChain(tx),
    audit: await proveEntries(
      tx,
      await listAuditOfObject(tx, publicId('cmp', id), { limit: mostAuditEntries }),
    ),
  };
}

/** The words are asked anew, by the rules of today and as if nobody had been told before how to leave. */
function lintAnew(
  { all }: SaidWords,
  { program, brand, sender }: Pick<GatheredCampaign, 'program' | 'brand' | 'sender'>,
  country: string,
  cleared: readonly string[],
): WordsFindings {
  const canReply = sender.kind !== 'alphanumeric';
  const isOptOutLineDue = program.purpose === 'marketing';
  const more = { country, canReply, isOptOutLineDue, cleared };
  const found = all.map((one) => {
    const { problems, warnings } = lintForProgram({ program, brand, body: one.body, ...more });
    return { problems: problems.map(placedIn(one)), warnings: warnings.map(placedIn(one)) };
  });
  return {
    problems: found.flatMap(({ problems }) => problems),
    warnings: found.flatMap(({ warnings }) => warnings),
  };
}
