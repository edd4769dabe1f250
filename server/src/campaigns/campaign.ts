import type { Priority } from '@tidings/policy';
import type { Audience, AudienceLimit } from '../audiences/index.ts';
import type { Utm } from '../links/index.ts';
import type { Brand } from '../platform/ids.ts';
import type { SnippetVersions, Words } from '../templates/index.ts';
import type { CampaignStatus } from './campaign-states.ts';
import type { Estimate } from './estimate.ts';
import type { CampaignPart } from './part.ts';
import type { LaunchedAudience } from './waterfall.ts';

export type CampaignId = Brand<string, 'CampaignId'>;

/** One text for many people. `contentHash` and `estimate` are set by a check and cleared by an edit. */
export type Campaign = {
  readonly id: CampaignId;
  readonly name: string;
  readonly programId: string;
  readonly senderId: string;
  readonly body: string;
  /** What the body is written in, and what people get who read another language. */
  readonly language: string;
  readonly texts: Words['texts'];
  /** Every text begins with the brand’s name. */
  readonly opensWithBrand: boolean;
  /** Every text ends with how to leave, in its language. */
  readonly endsWithOptOut: boolean;
  /** Which version of each snippet was checked; null while nothing is. */
  readonly snippets: SnippetVersions | null;
  /** What goes along with it; null for plain texts. */
  readonly mmsId: string | null;
  /** The same, taken apart. */
  readonly mms: { readonly media: readonly string[]; readonly subject: string | null } | null;
  /** What it is about, where that is said: the law counts texts about one matter. */
  readonly subject: string | null;
  readonly priority: Priority;
  /** What becomes of those who have had as many texts as they may. */
  readonly whenCapped: 'wait' | 'skip';
  /** Web addresses in the body become short links, of each person's own. */
  readonly shortensLinks: boolean;
  /** What is added to where its short links lead (`utm_source` …); null for nothing. */
  readonly utm: Utm | null;
  readonly include: Audience;
  readonly exclude: Audience;
  /** Null where everybody chosen gets it. */
  readonly limit: AudienceLimit | null;
  /** Of an arm of an experiment; null for everybody chosen. */
  readonly part: CampaignPart | null;
  readonly status: CampaignStatus;
  /** One more with every edit, and with every check that finds other content than the one before: a snippet or a rule was changed. */
  readonly version: number;
  readonly contentHash: Buffer | null;
  readonly estimate: Estimate | null;
  /** The waterfall as it stood in the transaction that launched it. */
  readonly audience: LaunchedAudience | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly launchedAt: Date | null;
  /** Since when it goes on, of what was paused and resumed. */
  readonly resumedAt: Date | null;
  readonly finishedAt: Date | null;
};

/** What leads an experiment is never launched itself; paused, it is told by that from a campaign that was. */
export const isLeader = ({ status, launchedAt }: Pick<Campaign, 'status' | 'launchedAt'>): boolean =>
  status === 'testing' || (status === 'paused' && launchedAt === null);

/** What a person writes; everything else follows from it. */
export type CampaignContent = Pick<
  Campaign,
  | 'name'
  | 'programId'
  | 'senderId'
  | 'body'
  | 'language'
  | 'texts'
  | 'opensWithBrand'
  | 'endsWithOptOut'
  | 'mmsId'
  | 'subject'
  | 'priority'
  | 'whenCapped'
  | 'shortensLinks'
  | 'utm'
  | 'include'
  | 'exclude'
  | 'limit'
>;

type Manners =
  | 'language'
  | 'texts'
  | 'opensWithBrand'
  | 'endsWithOptOut'
  | 'mmsId'
  | 'subject'
  | 'priority'
  | 'whenCapped'
  | 'limit'
  | 'shortensLinks'
  | 'utm';
/** A new campaign; how much it matters and what becomes of people who had enough may be left to what is usual. */
export type CampaignWish = Omit<CampaignContent, Manners> & Partial<Pick<CampaignContent, Manners>>;
