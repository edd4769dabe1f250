import { recordAudit, type Scope } from '../accounts/index.ts';
import { normaliseChoice } from '../audiences/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { ensureMms, type MmsWish, readLanguage, readTexts, usualLanguage } from '../templates/index.ts';
import { getCampaign, insertCampaign, lockCampaign, saveContent } from './campaign.queries.ts';
import type { Campaign, CampaignContent, CampaignId, CampaignWish } from './campaign.ts';
import { decideMove } from './campaign-states.ts';
import { requireReferences } from './load-question.ts';

const usual = {
  language: usualLanguage,
  texts: {},
  opensWithBrand: false,
  endsWithOptOut: false,
  mmsId: null,
  subject: null,
  priority: 'normal',
  whenCapped: 'wait',
  limit: null,
  shortensLinks: false,
  utm: null,
} as const;

/** A new draft. Its words may still be wrong; its program, sender, lists and tags must be there. */
export async function createCampaign(
  ctx: Context,
  scope: Scope,
  wish: CampaignWish,
  mms: MmsWish | null = null,
): Promise<Campaign> {
  const written = tidy({ ...usual, ...wish });
  const id = ctx.ids.uuid() as CampaignId;
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    await requireReferences(tx, written);
    const content = mms ? { ...written, mmsId: (await ensureMms(ctx, tx, mms)).id } : written;
    await insertCampaign(tx, id, content, { by: scope.actor, at: ctx.clock.now() });
    await recordAudit(tx, scope, { act: 'campaign.created', object: publicId('cmp', id), after: content });
    return getCampaign(tx, id);
  });
}

/** Any change of a checked campaign makes it a draft again: what was checked is not what would go out. */
export async function updateCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
  change: Partial<CampaignContent>,
  mms?: MmsWish | null,
  /** The version that was changed; null for whatever there is. */
  version: number | null = null,
): Promise<Campaign> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await lockCampaign(tx, id);
    if (version !== null && version !== before.version) throw newerVersion(before);
    const attached = mms === undefined ? {} : { mmsId: mms && (await ensureMms(ctx, tx, mms)).id };
    return updateWithin(tx, scope, before, { ...change, ...attached });
  });
}

/** The same in a transaction that does more, and has locked the campaign. */
export async function updateWithin(
  tx: Tx,
  scope: Scope,
  before: Campaign,
  change: Partial<CampaignContent>,
): Promise<Campaign> {
  const { id } = before;
  const status = decideMove(before.status, 'edit') ?? before.status;
  const content = tidy({ ...contentOf(before), ...change });
  await requireReferences(tx, content);
  await saveContent(tx, id, content, { status, by: scope.actor });
  await recordAudit(tx, scope, {
    act: 'campaign.updated',
    object: publicId('cmp', id),
    before: contentOf(before),
    after: content,
  });
  return getCampaign(tx, id);
}

const newerVersion = ({ name, version }: Campaign) =>
  new Conflict(
    'campaign.changed_meanwhile',
    `“${name}” has been changed by somebody else since: it is at version ${version}. Read it again, then say what you want changed in it.`,
  );

/** What a person has written of it. */
export function contentOf(campaign: Campaign): CampaignContent {
  const {
    name,
    programId,
    senderId,
    body,
    language,
    texts,
    opensWithBrand,
    endsWithOptOut,
    mmsId,
    subject,
    priority,
    whenCapped,
    include,
    exclude,
    limit,
    shortensLinks,
    utm,
  } = campaign;
  return {
    name,
    programId,
    senderId,
    body,
    language,
    texts,
    opensWithBrand,
    endsWithOptOut,
    mmsId,
    subject,
    priority,
    whenCapped,
    include,
    exclude,
    limit,
    shortensLinks,
    utm,
  };
}

function tidy(content: CampaignContent): CampaignContent {
  const name = content.name.trim();
  if (name === '')
    throw new Invalid('campaign.no_name', 'Give the campaign a name by which you will find it again.');
  const language = readLanguage(content.language);
  const texts = readTexts(content.texts, language);
  const utm = Object.values(content.utm ?? {}).some((word) => word !== '') ? content.utm : null;
  if (utm && !content.shortensLinks)
    throw new Invalid(
      'campaign.utm_without_links',
      'What is added to addresses (utm) is added to short links. Let the campaign shorten its links, or write it into the address.',
      [
        {
          pointer: '/utm',
          code: 'campaign.utm_without_links',
          detail: 'Set shorten_links, too.',
        },
      ],
    );
  return { ...content, name, language, texts, utm, ...normaliseChoice(content) };
}
