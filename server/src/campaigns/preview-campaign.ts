import { type Alphabet, countParts, render, type Template } from '@tidings/sms';
import type { Scope } from '../accounts/index.ts';
import { describeChoice, findSegmentWarnings, loadKnownNames } from '../audiences/index.ts';
import { type Contact, loadContacts, preferencesField, preferencesLinkOf } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { findNarrowestPace, type Pace } from '../senders/index.ts';
import { type Cost, estimateCost } from '../spending/index.ts';
import type { WordsFinding } from '../templates/index.ts';
import { joinCounts } from './audience-counts.ts';
import { getCampaign } from './campaign.queries.ts';
import type { Campaign, CampaignContent } from './campaign.ts';
import { type MediaOf, noMediaKnown, openCampaignMms } from './campaign-mms.ts';
import type { Estimate } from './estimate.ts';
import { lintCampaign } from './lint-campaign.ts';
import { type LoadedContent, loadContent } from './load-question.ts';
import { findPapersProblems } from './papers-problems.ts';
import { findCouponWarnings, type ReadWords, readAgainstFields } from './read-against-fields.ts';
import { readingOf, type TextReading } from './reading.ts';
import { loadSampleValues } from './sample-values.ts';
import { type AudienceScan, type LinkOf, scanAudience } from './scan-audience.ts';
import { type Finding, type Findings, findAlphabetWarnings, findAudienceProblems } from './text-problems.ts';
import { buildWaterfall, type WaterfallLine } from './waterfall.ts';

/** One real person and the text they would get; `text` is null when none can be written for them. */
export type Sample = {
  readonly why: 'first' | 'longest' | 'random' | 'without_consent' | 'unwritable';
  readonly contact: Contact;
  readonly text: string | null;
  /** Why there is none. */
  readonly sentence: string | null;
  readonly parts: number;
  readonly alphabet: Alphabet;
};

export type Findout = Findings & {
  readonly waterfall: readonly WaterfallLine[];
  readonly estimate: Estimate;
  /** How long all parts take at the narrowest limit that counts them. */
  readonly secondsAtPace: number;
  /** That limit, in words. */
  readonly pace: Pace;
  /** What all parts cost by today's prices; null while nobody has said what texts cost. */
  readonly cost: Cost | null;
};

export type Preview = Findout & {
  readonly audience: string;
  readonly samples: readonly Sample[];
  /** How hard each text is to read, where there is a formula for its language. */
  readonly reading: readonly TextReading[];
};

type Content = CampaignContent & Partial<Pick<Campaign, 'id' | 'snippets'>>;

const randomSamples = 3;

/** The text as real people of the audience would read it, what it costs at worst, and what stands against a launch. */
export async function previewCampaign(
  ctx: Context,
  scope: Scope,
  id: string,
  count = randomSamples,
  mediaOf: MediaOf = noMediaKnown,
): Promise<Preview> {
  return ctx.db.tx(scope.workspaceId, async (tx) =>
    previewContent(ctx, tx, await getCampaign(tx, id), count, mediaOf),
  );
}

export async function previewContent(
  ctx: Context,
  tx: Tx,
  content: Content,
  count: number,
  mediaOf: MediaOf = noMediaKnown,
): Promise<Preview> {
  const loaded = await loadContent(ctx, tx, content, ctx.clock.now());
  const words = await readAgainstFields(ctx, tx, loaded, content.shortensLinks);
  const { template } = words;
  const seed = Buffer.from(ctx.ids.token(4), 'base64url').readUInt32BE();
  const scan = await scanAudience(
    tx,
    loaded.question,
    template,
    { people: count, seed },
    linksOf(ctx, tx, template),
    await openCampaignMms(ctx, tx, mediaOf, content, loaded.sender),
  );
  const choice = loaded.question.choice;
  return {
    ...(await findOut(ctx, tx, content, loaded, scan, words)),
    audience: describeChoice(choice, await loadKnownNames(tx, choice)),
    samples: template ? await renderSamples(ctx, tx, loaded, template, scan) : [],
    reading: readingOf(loaded.words),
  };
}

export const linksOf = (
  ctx: Pick<Context, 'clock' | 'secrets' | 'origin'>,
  { workspaceId }: Pick<Tx, 'workspaceId'>,
  template: Template | null,
): LinkOf | null =>
  template?.fields.some(({ name }) => name === preferencesField)
    ? (contactId) => preferencesLinkOf(ctx, { workspaceId, contactId })
    : null;

async function findOut(
  ctx: Pick<Context, 'clock'>,
  tx: Tx,
  content: Content,
  loaded: LoadedContent,
  scan: AudienceScan,
  words: ReadWords,
): Promise<Findout> {
  const { estimate } = scan;
  const { problems } = words;
  const { sender } = loaded;
  const pace = await findNarrowestPace(
    tx,
    sender,
    content.id ?? null,
    estimate.parts.total,
    content.mmsId != null,
  );
  // An unreadable text or an unknown field explains itself; that everybody lacks the field would only repeat it.
  const fromAudience = problems.length > 0 ? [] : findAudienceProblems(estimate);
  const papers = findPapersProblems(loaded.sender, scan.counts, ctx.clock.now());
  const said = await lintCampaign(tx, loaded, ctx.clock.now());
  return {
    waterfall: buildWaterfall(joinCounts(loaded.files, scan.counts)),
    estimate,
    secondsAtPace: Math.ceil(estimate.parts.total / pace.partsPerSecond),
    pace,
    cost: await estimateCost(tx, { senderId: sender.id, gatewayId: sender.gatewayId }, estimate.byCountry),
    problems: [
      ...papers.problems,
      ...problems,
      ...fromAudience,
      ...said.problems.filter((one) => !problems.some(isSame(one))),
    ],
    warnings: [
      ...papers.warnings,
      ...said.warnings,
      ...scan.warnings,
      ...findAlphabetWarnings(estimate),
      ...findCouponWarnings(words, scan.counts.willReceive),
      ...(await findSegmentWarnings(tx, loaded.question.choice)),
    ],
  };
}

// Both may have found the tag of another product.
export const isSame = (one: WordsFinding) => (other: Finding) =>
  one.code === other.code && one.position === other.position && one.pointer === other.pointer;

async function renderSamples(
  ctx: Context,
  tx: Tx,
  loaded: LoadedContent,
  template: Template,
  scan: AudienceScan,
): Promise<Sample[]> {
  const wanted = new Map<number, Sample['why']>();
  const want = (id: number | null | undefined, why: Sample['why']) => {
    if (id !== null && id !== undefined && !wanted.has(id)) wanted.set(id, why);
  };
  want(scan.firstId, 'first');
  want(scan.estimate.worst?.contactId, 'longest');
  want(scan.estimate.unwritable[0]?.contactIds[0], 'unwritable');
  for (const id of scan.drawnIds) want(id, 'random');
  if (wanted.size === 0) for (const id of scan.anyIds) want(id, 'without_consent');
  const contacts = await loadContacts(tx, [...wanted.keys()]);
  const valuesOf = await loadSampleValues(ctx, tx, loaded, template, [...contacts.values()]);
  return [...wanted].flatMap(([id, why]) => {
    const contact = contacts.get(id);
    return contact ? [sampleOf(template, contact, valuesOf(contact), why)] : [];
  });
}

export function sampleOf(
  template: Template,
  contact: Contact,
  values: ReadonlyMap<string, unknown>,
  why: Sample['why'],
): Sample {
  const rendered = render(template, values);
  if (!rendered.ok)
    return { why, contact, text: null, sentence: rendered.sentence, parts: 0, alphabet: 'gsm7' };
  const { parts, alphabet } = countParts(rendered.text);
  return { why, contact, text: rendered.text, sentence: null, parts, alphabet };
}
