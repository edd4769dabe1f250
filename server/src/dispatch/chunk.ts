import type { Mark, Priority } from '@tidings/policy';
import type { Hours } from '@tidings/policy/hours';
import type { Permission, PermissionVerdict } from '@tidings/policy/permission';
import type { HoursAnswer, Rulings, VelocityCounts, VelocityLimits } from '../compliance/index.ts';
import type { Consent, Contact } from '../contacts/index.ts';
import type { Gateway } from '../gateways/index.ts';
import type { MessageKind, QueuedText } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { RouteFacts } from '../routing/index.ts';
import type { Booking, Counter, Pace, SendingSender, Turn } from '../senders/index.ts';
import type { Money } from '../spending/index.ts';
import type { Lane } from './lane.ts';
import type { Verdict } from './verdict.ts';

/** What dispatch knows of a launch, of the direct texts of one program from one number, or of its answers to replies. */
export type Run = {
  id: string;
  kind: 'campaign' | 'direct' | 'answer';
  programId: string;
  brandId: string;
  purpose: string;
  senderId: string;
  /** What its texts are about, where somebody said; texts about one thing are capped by law. */
  subject: string | null;
  priority: Priority;
  /** What becomes of those who have had as many texts as they may. */
  whenCapped: 'wait' | 'skip';
  /** Null for direct texts and answers, each of which has words of its own. */
  body: string | null;
  /** What people get who read another language, by its tag. */
  texts?: Readonly<Record<string, string>> | null;
  /** What goes along with every text of a launch. */
  mmsId?: string | null;
  /** Which addresses in the body are short links, and how those begin; null where they are left as they are. */
  links: RunLinks | null;
  state: 'running' | 'paused' | 'stopped' | 'done';
};

export type RunLinks = {
  readonly begins: string;
  readonly each: readonly { readonly id: string; readonly written: string }[];
};

/** `isNew` where nobody has texted the person before. */
export type Tally = { readonly earlier: readonly Mark[]; readonly mark: Mark; readonly isNew: boolean };

export type Chunk = {
  id: number;
  fence: number;
  runId: string | null;
  lane: Lane;
  senderId: string;
  /** Its texts are on record already, queued, with their words and numbers. */
  isRecorded: boolean;
  baseId: number;
  recipients: number[];
  notBefore: Date;
  heldReason: string | null;
  createdAt: Date;
};

/**
 * Who says that a text may have left: the worker who announced it, or a hold, after which nobody can know. By which account;
 * null where nobody knows that either.
 */
export type Intent = { readonly by: 'worker' | 'hold'; readonly gatewayId: string | null };

/** An account that texts of a chunk may leave by, opened, with what counts them there. */
export type Way = RouteFacts & {
  readonly gateway: Gateway;
  /** Everything that may count its texts, whether or not it has a limit. */
  readonly counters: readonly Counter[];
  /** The limits of each second that stood when it was opened. */
  readonly paces: readonly Pace[];
  /** What carriers take of its texts in a day, as it stood then. */
  readonly dayCaps?: readonly Pace[];
  /** True while its breaker is not closed: what goes there first is a probe. */
  isTroubled: boolean;
};

/** One text on its way through the pipeline. It is still going while it has no verdict. */
export type Text = {
  position: number;
  id: number;
  contactId: number | null;
  /** Who recorded an intent of which no outcome is known: it may have left already. Null when nobody did. */
  mayHaveLeft: Intent | null;
  kind: MessageKind;
  purpose: string;
  /** Why a recorded text exists, in one word: `stop_confirmation`, `help`…; null for a campaign's. */
  cause: string | null;
  number: string;
  contact: Contact | null;
  body: string;
  /** Codes that are the person's own, by merge field; absent where the words have no place for one. */
  coupons?: Map<string, string>;
  /** What was looked up for them besides their own fields; absent where the words name nothing of the kind. */
  merged?: ReadonlyMap<string, string | number | boolean> | null;
  /** What is to go along with it; null for a plain text, and for one whose media are behind a link in its words. */
  mmsId: string | null;
  /** Of a text that goes as an MMS: what its carrier fetches. */
  mms: { readonly urls: readonly string[]; readonly subject: string | null } | null;
  parts: number;
  /** In workspaces that count money. */
  cost: Money;
  consentEventId: number | null;
  /** Until when what the person bought or asked makes a relationship, where their consent rests on that; null or left out for any other. */
  relationshipUntil?: Date | null;
  /** Why it counts as marketing though it is of another purpose, in one sentence; null where it does not. */
  promotion: string | null;
  /** Which rule found that consent enough for this text; null for answers, which need none. */
  permission: PermissionVerdict | null;
  /** When the person's window closes; a text not handed over by then is judged again. */
  closesAt: Date | null;
  /** What the person was sent lately, and what this text would add; null for texts that no cap asks about. */
  tally: Tally | null;
  /** Which answer about its hour let it go; null for what goes at any hour. */
  hoursId: number | null;
  /** By which account it leaves, and why that one; null where the number has one only. */
  way: { readonly by: Way; readonly because: string; readonly isFailover: boolean } | null;
  /** Where it has been tried in vain. */
  avoids: readonly string[];
  verdict: Verdict | null;
};

/** What it takes to ask for everything that could keep a text from leaving. */
export type OnlyText = {
  readonly runId: string;
  readonly programId: string;
  readonly brandId: string;
  readonly number: string;
  readonly purpose: string;
  readonly parts: number;
};

/** State of the run, whether its lane may leave, the lease that was prolonged or taken, and texts that are settled already. */
export type Taken = readonly [
  runState: Run['state'] | null,
  isAllowed: boolean,
  renewed: { isTooLate: boolean; fence?: number } | null,
  settled: ReadonlySet<number>,
];

/**
 * What has been asked of the database before the step comes that wants to know, so that several answers share a round trip.
 * A password is one text: what it takes to decide about it is waiting for answers, one after another, on a machine that a
 * campaign keeps busy. Good for one transaction only; whoever looks for it in another asks anew.
 */
export type Early = {
  readonly tx: Tx;
  readonly contactIds: readonly number[];
  readonly contacts: Promise<ReadonlyMap<number, Contact>> | null;
  readonly queued: Promise<readonly QueuedText[]>;
  readonly intended: Promise<ReadonlyMap<number, Intent>>;
  /** Which of its texts have a later chunk of their own. */
  readonly elsewhere: Promise<ReadonlySet<number>>;
  /** By a guess: what the chunk before it from the same number wanted. */
  readonly paces: { readonly of: readonly Counter[]; readonly found: Promise<readonly Pace[]> } | null;
  readonly gateways: ReadonlyMap<string, Promise<Gateway>>;
  velocity: {
    readonly texts: number;
    readonly limits: Promise<VelocityLimits>;
    readonly counts: Promise<VelocityCounts>;
  } | null;
  taken: Promise<Taken> | null;
  /** What the lease said of its only text, where the rest was asked for by that; and who agreed to what. */
  only: { readonly text: OnlyText; readonly consents: Promise<ReadonlyMap<string, Consent>> } | null;
  turn: { readonly bookings: readonly Booking[]; readonly booked: Promise<Turn> } | null;
  /** Words that nobody waits for; the commit behind them fails where one of them does. */
  readonly later: Promise<unknown>[];
};

/** A leased chunk with everything its texts share. `texts` shrinks to a wave when it comes to sending. */
export type Batch = {
  workspaceId: string;
  /** Answers that its steps may find; absent where nobody has asked ahead. */
  early?: Early | null;
  chunk: Chunk;
  run: Run | null;
  /** Of a wave, `gatewayId` is the account that its texts leave by; of a batch, the one that the number was added with. */
  sender: SendingSender;
  gateway: Gateway;
  /** Everything that may count its texts, whether or not it has a limit. */
  counters: readonly Counter[];
  /** The limits of each second that stood when it was opened. */
  paces: readonly Pace[];
  /** What carriers take of its texts in a day, as it stood then. */
  dayCaps?: readonly Pace[];
  /** What its texts may leave by: the number's own account, and what routes name besides. */
  ways: readonly Way[];
  workspaceZone: string;
  /** The rules about hours that stood when it was opened, and their version. */
  hours: Hours;
  policyVersion: number;
  /** Which consent texts need, by the standard of the workspace. */
  permission: Permission;
  /** What somebody answerable has said of words. */
  rulings: Rulings;
  /** Answers about hours that this batch has written for the first time, as far as this worker knows. */
  newAnswers: HoursAnswer[];
  /** The countries that the workspace texts. */
  countries: readonly string[];
  /** True where somebody has said what texts cost. */
  isCounted: boolean;
  /** True when none of its texts can be on record yet, as far as we know. */
  isFresh: boolean;
  /** True while the breaker of the account or the number is not closed. */
  isTroubled: boolean;
  /** Monotonic milliseconds after which its texts are of no use any more; null for never. */
  uselessAtMs: number | null;
  texts: Text[];
};

/** The brand-new text of a position, before anything is known but where it stands. */
export function textAt(chunk: Chunk, position: number, mayHaveLeft: Intent | null, purpose: string): Text {
  const recipient = chunk.recipients[position] ?? 0;
  return {
    position,
    id: chunk.baseId + position,
    contactId: recipient > 0 ? recipient : null,
    mayHaveLeft,
    kind: 'campaign',
    purpose,
    cause: null,
    number: '',
    contact: null,
    body: '',
    mmsId: null,
    mms: null,
    parts: 0,
    cost: 0n,
    consentEventId: null,
    promotion: null,
    permission: null,
    closesAt: null,
    tally: null,
    hoursId: null,
    way: null,
    avoids: [],
    verdict: null,
  };
}

/** For how many milliseconds more its texts are of use, none or fewer when they are not; null for ever. */
export const usefulForMs = (
  { uselessAtMs }: Pick<Batch, 'uselessAtMs'>,
  { clock }: Pick<Context, 'clock'>,
): number | null => (uselessAtMs === null ? null : uselessAtMs - clock.monotonicMs());

/** Texts that have no verdict yet: nearly always all of them, and two dozen steps ask. */
export function going({ texts }: Pick<Batch, 'texts'>): readonly Text[] {
  return texts.every(isGoing) ? texts : texts.filter(isGoing);
}

const isGoing = ({ verdict }: Text): boolean => verdict === null;
