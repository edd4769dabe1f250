import type { AnswerOf, BodyOf } from '@tidings/sdk';
import { findKept, hasAll, keep } from '../../frame/kept.ts';
import { keptCampaignKey } from '../../frame/kept-campaign.ts';

export type Campaign = AnswerOf<'/v1/campaigns/{id}', 'get'>;
type NewCampaign = BodyOf<'/v1/campaigns', 'post'>;

export type Chosen = { lists: string[]; tags: string[]; segments: string[] };

/** A campaign as it is being written. What is not typed keeps its identity from one key to the next. */
export type Draft = {
  name: string;
  program_id: string;
  sender_id: string;
  body: string;
  /** What the body is written in, and what people get who read another language. */
  language: string;
  texts: Record<string, string>;
  opens_with_brand: boolean;
  ends_with_opt_out: boolean;
  media: string[];
  /** Of the MMS, where a program has given it one; kept as it is. */
  mms_subject: string | null;
  shorten_links: boolean;
  when_capped: 'wait' | 'skip';
  include: Chosen;
  exclude: Chosen;
  /** The most people, as typed; blank for everybody. */
  atMost: string;
  /** By which lot they are drawn. A program may have chosen it, so that the people of two campaigns do not meet. */
  seed: number;
};

const nobody = (): Chosen => ({ lists: [], tags: [], segments: [] });

export const emptyDraft = (): Draft => ({
  name: '',
  program_id: '',
  sender_id: '',
  body: '',
  language: 'en',
  texts: {},
  // Carriers and the law ask for both; whoever says it in their own words has it only once all the same.
  opens_with_brand: true,
  ends_with_opt_out: true,
  media: [],
  mms_subject: null,
  shorten_links: false,
  when_capped: 'wait',
  include: nobody(),
  exclude: nobody(),
  atMost: '',
  seed: 0,
});

export function draftOf(campaign: Campaign): Draft {
  return {
    name: campaign.name,
    program_id: campaign.program_id,
    sender_id: campaign.sender_id,
    body: campaign.body,
    language: campaign.language,
    texts: { ...campaign.texts },
    opens_with_brand: campaign.opens_with_brand,
    ends_with_opt_out: campaign.ends_with_opt_out,
    media: [...campaign.media],
    mms_subject: campaign.mms_subject,
    shorten_links: campaign.shorten_links,
    when_capped: campaign.when_capped,
    include: { ...campaign.include },
    exclude: { ...campaign.exclude },
    atMost: campaign.limit ? String(campaign.limit.at_most) : '',
    seed: campaign.limit?.seed ?? 0,
  };
}

/** What the API takes. The same seed draws the same people, so that a campaign that is saved again chooses nobody else. */
export function bodyOfDraft(draft: Draft): NewCampaign {
  const { atMost, seed, texts, mms_subject, ...rest } = draft;
  const most = Number.parseInt(atMost, 10);
  return {
    ...rest,
    // A language that nobody has written yet is not sent: it would be refused, and with it what was written.
    texts: Object.fromEntries(Object.entries(texts).filter(([, words]) => words.trim() !== '')),
    name: draft.name.trim(),
    limit: Number.isInteger(most) && most > 0 ? { at_most: most, seed } : null,
    // No subject without media: the API refuses one that has nothing to stand above.
    mms_subject: draft.media.length > 0 ? mms_subject : null,
  };
}

/** The same words to these people and nobody else; whom it is not for stays as it is. */
export const toPeople = (draft: Draft, chosen: Partial<Chosen>): Draft => ({
  ...draft,
  include: { ...nobody(), ...chosen },
});

/** The same words for drafts that are the same to the server, in whatever order their languages were written. */
export function nameOfDraft(draft: Draft): string {
  const body = bodyOfDraft(draft);
  const texts = Object.entries(body.texts ?? {}).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify({ ...body, texts });
}

export const isSameDraft = (one: Draft, other: Draft): boolean => nameOfDraft(one) === nameOfDraft(other);

export function isChosen({ lists, tags, segments }: Chosen): boolean {
  return lists.length + tags.length + segments.length > 0;
}

export type Lack = 'name' | 'program_id' | 'sender_id' | 'body' | 'audience';

/** What is still missing before it can be saved at all, in the order of the page. */
export function lacksOf(draft: Draft): Lack[] {
  const isThere: Record<Lack, boolean> = {
    name: draft.name.trim() !== '',
    program_id: draft.program_id !== '',
    sender_id: draft.sender_id !== '',
    body: draft.body.trim() !== '',
    audience: isChosen(draft.include),
  };
  return (Object.keys(isThere) as Lack[]).filter((lack) => !isThere[lack]);
}

/** What was typed and is not saved yet, with the version of the campaign that it was typed into; null of a new one. */
export type KeptDraft = { draft: Draft; version: number | null };

/** What was typed and not saved yet survives a crash of the browser: in this browser, for this campaign. */
export function keepDraft(id: string, kept: KeptDraft | null): void {
  keep(keptCampaignKey(id), kept);
}

export function findDraft(id: string, known: Draft = emptyDraft()): KeptDraft | null {
  const found = findKept(keptCampaignKey(id), isKept);
  // What an older console kept lacks what there was no word for then; in that it changes nothing. It wrote “no pictures” of every
  // campaign, and had no word for their subject.
  const isOlder = found !== null && !Object.hasOwn(found.draft, 'mms_subject');
  const media = isOlder && found.draft.media.length === 0 ? known.media : found?.draft.media;
  return found && { ...found, draft: { ...known, ...found.draft, ...(media && { media }) } };
}

const isKept = (found: unknown): found is KeptDraft =>
  hasAll(found, 'draft', 'version') && hasAll((found as KeptDraft).draft, 'body', 'include', 'exclude');
