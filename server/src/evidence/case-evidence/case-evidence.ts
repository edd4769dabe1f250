import {
  type AuditProof,
  getWorkspace,
  listAuditOfObject,
  proveEntries,
  recordAudit,
  type Scope,
} from '../../accounts/index.ts';
import { verifyConsentChain } from '../../contacts/index.ts';
import { type CaseFile, getCase, listNotes, toCase } from '../../desk/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { makeCampaignRecord } from '../campaign-record/make-campaign-record.ts';
import { nameStaff } from '../evidence.queries.ts';
import { findPack } from '../make-pack.ts';

const mostAuditEntries = 1_000;

export type CaseEvidence = Awaited<ReturnType<typeof gatherCase>>;

/** Everything that speaks about a case, as one answer: the file itself, the number's proof pack, the campaign's record. */
export async function gatherCase(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  scope: Scope,
  id: string,
  format: 'json' | 'pdf',
) {
  const now = ctx.clock.now();
  const workspace = await getWorkspace(tx);
  const file = await getCase(tx, id);
  const chain = await verifyConsentChain(tx);
  const pack = await packOf(tx, ctx, scope, file, format);
  const campaign =
    file.campaignId === null ? null : await makeCampaignRecord(tx, ctx, scope, file.campaignId, format);
  await recordAudit(tx, scope, {
    act: 'case.evidence_made',
    object: publicId('cas', id),
    after: { format, has_person: pack !== null, has_campaign: campaign !== null },
  });
  const entries = await listAuditOfObject(tx, publicId('cas', id), { limit: mostAuditEntries });
  const audit: { checkpoint: Awaited<ReturnType<typeof proveEntries>>['checkpoint']; entries: AuditProof[] } =
    await proveEntries(tx, entries);
  const notes = toCase(file, await listNotes(tx, id), now);
  return {
    object: 'case_evidence' as const,
    version: 1,
    made_at: now.toISOString(),
    made_by: scope.actor,
    workspace: { id: publicId('wsp', workspace.id), name: workspace.name },
    case: notes,
    staff: await nameStaff(tx, actorsIn({ notes, pack, campaign, entries })),
    proof_pack: pack,
    campaign_record: campaign,
    ledger: {
      is_intact: chain.isIntact,
      events: chain.events,
      broken_at: chain.brokenAt === undefined ? null : publicId('cev', chain.brokenAt),
      last_hash: chain.lastHash?.toString('hex') ?? null,
      anchors: chain.anchors,
      first_of_number: null,
      last_of_number: null,
    },
    audit,
  };
}

/** A person who was erased is known by a pseudonym that leads nowhere; what they asked for is kept to. */
const packOf = (
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  scope: Scope,
  { number }: CaseFile,
  format: 'json' | 'pdf',
) => (number?.startsWith('+') ? findPack(tx, ctx, scope, number, format) : null);

/** Every member of staff who is named anywhere in it. */
const actorsIn = (facts: object) => [
  ...new Set(JSON.stringify(facts).match(/member:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g)),
];
