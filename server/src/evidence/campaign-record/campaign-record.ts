import type { Workspace } from '../../accounts/index.ts';
import { publicId } from '../../platform/ids.ts';
import type { GatheredCampaign } from './gather-campaign.ts';
import { judgeCampaign } from './judge-campaign.ts';

export type CampaignRecord = ReturnType<typeof buildCampaignRecord>;
export type RecordMaking = { readonly at: Date; readonly by: string; readonly workspace: Workspace };

/** What is on record about a campaign, as evidence. Pure: the same record gives the same answer. */
export function buildCampaignRecord(found: GatheredCampaign, { at, by, workspace }: RecordMaking) {
  const { campaign, program, brand, sender, gateway, audience } = found;
  return {
    object: 'campaign_record' as const,
    version: 1,
    made_at: at.toISOString(),
    made_by: by,
    workspace: { id: publicId('wsp', workspace.id), name: workspace.name, time_zone: workspace.timeZone },
    campaign: {
      id: publicId('cmp', campaign.id),
      name: campaign.name,
      status: campaign.status,
      body: campaign.body,
      texts: found.said.all.map(({ tag, language, body }) => ({ language, is_for_all: tag === null, body })),
      subject: campaign.subject,
      content_sha256: campaign.contentHash?.toString('hex') ?? null,
      created_at: campaign.createdAt.toISOString(),
      created_by: campaign.createdBy,
      launched_at: campaign.launchedAt?.toISOString() ?? null,
      finished_at: campaign.finishedAt?.toISOString() ?? null,
    },
    program: { id: publicId('prg', program.id), name: program.name, purpose: program.purpose },
    brand: { name: brand.name, legal_name: brand.legalName, postal_address: brand.postalAddress },
    sender: {
      number: sender.number,
      kind: sender.kind,
      registration: sender.registration,
      gateway: gateway.name,
      gateway_kind: gateway.kind,
    },
    checks: judgeCampaign(found),
    audience: {
      include: nameChoice(campaign.include, found),
      exclude: nameChoice(campaign.exclude, found),
      at_most: campaign.limit?.atMost ?? null,
      waterfall: (campaign.audience?.waterfall ?? []).map(({ line, label, sign, count }) => ({
        ...{ line, label, sign, count },
      })),
      texted: { people: audience.texted, sha256: audience.textedSha256 },
      left_out: { people: audience.leftOut, sha256: audience.leftOutSha256 },
    },
    approvals: found.approvals.map((one) => ({
      verdict: one.verdict,
      by: one.by,
      member: publicId('mem', one.accountId),
      content_sha256: one.contentHash.toString('hex'),
      people: one.people,
      note: one.note,
      given_at: one.givenAt.toISOString(),
      expires_at: one.expiresAt.toISOString(),
    })),
    lint: {
      asked_at: at.toISOString(),
      errors: found.lint.problems.map(tellFinding),
      warnings: found.lint.warnings.map(tellFinding),
    },
    outcomes: found.outcomes.map((one) => ({ ...one })),
    refusals: {
      at_launch: found.leftOut.map((one) => ({ ...one })),
      at_dispatch: found.outcomes
        .filter(({ status }) => status === 'suppressed')
        .map(({ reason, count }) => ({ reason: reason ?? 'unnamed', count })),
      waited: found.held.map((one) => ({ ...one })),
    },
    hours: found.hours.map(({ first, last, ...rest }) => ({ ...rest, ...span(first, last) })),
    consents: found.consents.map(({ first, last, ...rest }) => ({ ...rest, ...span(first, last) })),
    words: found.words.map(({ programName, brandName, writtenAt, ...rest }) => ({
      ...{ program: programName, brand: brandName, ...rest },
      written_at: writtenAt.toISOString(),
    })),
    ledger: {
      is_intact: found.chain.isIntact,
      events: found.chain.events,
      broken_at: found.chain.brokenAt === undefined ? null : publicId('cev', found.chain.brokenAt),
      last_hash: found.chain.lastHash?.toString('hex') ?? null,
      anchors: found.chain.anchors,
      first_of_number: null,
      last_of_number: null,
    },
    audit: found.audit,
  };
}

const span = (first: Date, last: Date) => ({ first: first.toISOString(), last: last.toISOString() });

function nameChoice(
  { lists, tags, segments = [] }: GatheredCampaign['campaign']['include'],
  found: GatheredCampaign,
) {
  return {
    lists: lists.map((id) => ({ id: publicId('lst', id), name: found.lists.get(id) ?? null })),
    tags: [...tags],
    segments: segments.map((id) => ({ id: publicId('seg', id), name: found.segments.get(id) ?? null })),
  };
}

const tellFinding = ({ code, sentence }: { readonly code: string; readonly sentence: string }) => ({
  rule: code,
  sentence,
});
