import type { MessageStatus } from '../messages/index.ts';
import { publicId } from '../platform/ids.ts';
import { explainStanding, quoted } from './explain-person.ts';
import { explain, explainOwnHold, own } from './sentences.ts';
import type {
  TimelineEdit,
  TimelineEvent,
  TimelineExclusion,
  TimelineImport,
  TimelineReply,
  TimelineText,
  TimelineWait,
} from './timeline.queries.ts';
import { wallDate, wallTime } from './wall-time.ts';

/** One thing that happened between us and a person, with the reason as a sentence. */
export type StoryEntry = {
  readonly id: string;
  readonly at: Date;
  readonly kind:
    | 'imported'
    | 'edited'
    | 'opt_in'
    | 'opt_out'
    | 'rejoin'
    | 'withdrawn'
    | 'lifted'
    | 'left_out'
    | 'held'
    | 'text'
    | 'reply';
  readonly sentence: string;
  readonly reason: string | null;
  readonly campaign: { readonly id: string; readonly name: string } | null;
  readonly text: {
    readonly id: string;
    readonly body: string;
    readonly parts: number;
    readonly status: MessageStatus;
    readonly from: string | null;
  } | null;
  readonly reply: { readonly body: string; readonly intent: string } | null;
};

/** Everything on record about one person. `zone` is where the person is, as far as we know. */
export type Records = {
  readonly zone: string;
  readonly texts: readonly TimelineText[];
  readonly events: readonly TimelineEvent[];
  readonly replies: readonly TimelineReply[];
  readonly exclusions: readonly TimelineExclusion[];
  readonly imports: readonly TimelineImport[];
  readonly waits: readonly TimelineWait[];
  readonly edits: readonly TimelineEdit[];
};

/** The story of one person, newest first. */
export function tellStory(records: Records): StoryEntry[] {
  const { zone, texts, events, replies, exclusions, imports, waits, edits } = records;
  const eventById = new Map(events.map((event) => [event.id, event]));
  const replyOf = new Map(replies.map((reply) => [reply.providerId, reply]));
  const answered = new Map(
    replies.flatMap((reply) => (reply.answerId === null ? [] : [[reply.answerId, reply.intent]])),
  );
  const entries = [
    ...imports.map(tellImport),
    ...edits.map(tellEdit),
    ...events.map((event) => tellEvent(event, replyOf.get(event.providerId ?? ''), zone)),
    ...exclusions.map((exclusion) => tellExclusion(exclusion, events, zone)),
    ...waits.map((wait) => tellWait(wait, zone)),
    ...texts.filter((text) => text.heldReason !== null).map((text) => tellPastHold(text, zone)),
    ...texts.map((text) =>
      tellText(text, {
        consent: eventById.get(text.consentEventId ?? -1),
        answers: answered.get(text.id),
        events,
        zone,
      }),
    ),
    ...replies.map(tellReply),
  ];
  return entries.sort(newestFirst);
}

// Of what is noted in one moment, causes come before effects: first the reply, then the opt-out it was, then the answer.
const ranks = ['imp', 'edt', 'rep', 'evt', 'out', 'wait', 'held', 'msg'];
const rankOf = (id: string) => ranks.indexOf(id.slice(0, id.indexOf('_')));

/** A total order, so that a page can be continued exactly where it ended. */
export function newestFirst(
  one: Pick<StoryEntry, 'at' | 'id'>,
  other: Pick<StoryEntry, 'at' | 'id'>,
): number {
  const byTime = other.at.getTime() - one.at.getTime() || rankOf(other.id) - rankOf(one.id);
  return byTime || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0);
}

const nothing = { reason: null, campaign: null, text: null, reply: null };

const campaignOf = ({
  campaignId,
  campaignName,
}: {
  campaignId: string | null;
  campaignName: string | null;
}) => (campaignId === null ? null : { id: publicId('cmp', campaignId), name: campaignName ?? '' });

function tellImport({ importId, fileName, kind, at }: TimelineImport): StoryEntry {
  const sentence = {
    created: `Brought in by ${fileName}.`,
    changed: `Brought up to date by ${fileName}.`,
    unchanged: `Stands in ${fileName}; what was on file about them stayed as it was.`,
  }[kind];
  return { ...nothing, id: publicId('imp', importId), at, kind: 'imported', sentence };
}

function tellEdit({ id, act, actor, name, fields, at }: TimelineEdit): StoryEntry {
  const who =
    actor === 'system:person'
      ? 'The person'
      : (name ?? (actor.startsWith('system:') ? 'Tidings' : 'Somebody'));
  const what = (fields ?? []).map((field) => field.replace(/^fields\./, '').replaceAll('_', ' ')).join(', ');
  const sentence = act === 'contact.created' ? `Added by ${who}.` : `${who} changed ${what}.`;
  return { ...nothing, id: `edt_${id}`, at, kind: 'edited', sentence };
}

const ways: Readonly<Record<string, string>> = {
  web_form: 'by a web form',
  keyword: 'by texting a keyword',
  paper: 'on paper',
  point_of_sale: 'at the point of sale',
  verbal: 'by word of mouth',
  qr: 'by a QR code',
  api: 'through the API',
  import: 'as the file says',
  console: 'as recorded by hand',
  reply: 'by a reply',
  carrier: 'as the carrier knew',
  carrier_block: 'as the carrier knew',
};
const wayOf = (method: string) => own(ways, method) ?? `by ${method.replaceAll('_', ' ')}`;

function tellEvent(event: TimelineEvent, reply: TimelineReply | undefined, zone: string): StoryEntry {
  const entry = {
    ...nothing,
    id: `evt_${event.id}`,
    at: event.recordedAt,
    kind: event.type,
    reason: event.method,
  };
  switch (event.type) {
    case 'opt_in':
      return { ...entry, sentence: tellOptIn(event, zone) };
    case 'opt_out':
      return { ...entry, sentence: tellOptOut(event, reply) };
    case 'rejoin': {
      const words = event.words ? ` by replying ${quoted(event.words)}` : '';
      return {
        ...entry,
        sentence: `Came back to ${event.brandName}${words}. Only what this number had joined before is open again.`,
      };
    }
    case 'withdrawn':
      return {
        ...entry,
        sentence: `The recorded consent to ${event.programName ?? event.brandName} was withdrawn: what it rested on was taken back.`,
      };
    case 'lifted':
      return {
        ...entry,
        sentence: `The block for ${event.brandName} was lifted. That is no consent: nothing is open that was not open before.`,
      };
  }
}

function tellOptIn(event: TimelineEvent, zone: string): string {
  const when = `${event.isDateKnown ? 'on' : 'before'} ${wallDate(event.occurredAt, zone)}`;
  const where = event.file
    ? `; recorded from ${event.file}${event.line === null ? '' : `, line ${event.line.toLocaleString('en-US')}`}`
    : '';
  return `Agreed to ${event.programName ?? event.brandName} of ${event.brandName} ${when} ${wayOf(event.method)}${where}.`;
}

function tellOptOut(event: TimelineEvent, reply: TimelineReply | undefined): string {
  if (event.method !== 'reply') {
    const where = event.file ? `, as ${event.file} says` : ` ${wayOf(event.method)}`;
    return `Opted out of ${event.brandName}${where}. Nothing of it reaches this number any more.`;
  }
  const words = event.words ? `replying ${quoted(event.words)}` : 'a reply';
  return `Opted out of ${event.brandName} by ${words}${confirmation(reply)}.`;
}

function confirmation(reply: TimelineReply | undefined): string {
  if (!reply?.answerId) return '; no confirmation was sent';
  if (!reply.answeredAt) return '; the one confirmation is on its way';
  const seconds = Math.max(0, Math.round((reply.answeredAt.getTime() - reply.receivedAt.getTime()) / 1000));
  return `; confirmation sent ${seconds === 0 ? 'at once' : `${seconds} s later`}`;
}

/** The newest opt-out that had been recorded by then. */
function optOutBefore(events: readonly TimelineEvent[], brandName: string | null, at: Date) {
  const event = events.find(
    (one) =>
      one.type === 'opt_out' && one.recordedAt <= at && (brandName === null || one.brandName === brandName),
  );
  return event ? { method: event.method, words: event.words, at: event.occurredAt } : null;
}

function tellExclusion(
  exclusion: TimelineExclusion,
  events: readonly TimelineEvent[],
  zone: string,
): StoryEntry {
  const { reason, at, programName, brandName } = exclusion;
  const why = explainStanding(reason, {
    program: { name: programName, brandName },
    optOut: reason === 'opted_out' ? optOutBefore(events, brandName, at) : null,
    zone,
  });
  const sentence = why.startsWith('Not texted') ? why : `Not texted. ${why}`;
  return {
    ...nothing,
    id: `out_${exclusion.campaignId}`,
    at,
    kind: 'left_out',
    sentence,
    reason,
    campaign: campaignOf(exclusion),
  };
}

function tellWait(wait: TimelineWait, zone: string): StoryEntry {
  const entry = {
    ...nothing,
    id: `wait_${wait.textId}`,
    at: wait.queuedAt,
    kind: 'held' as const,
    campaign: campaignOf(wait),
  };
  if (wait.heldReason === null)
    return { ...entry, sentence: 'Queued: waits for its turn at the pace of the sender.' };
  const sentence = `Held until ${wallTime(wait.until, zone)}: ${explainOwnHold(wait.heldReason)}.`;
  return { ...entry, sentence, reason: wait.heldReason };
}

function tellPastHold(text: TimelineText, zone: string): StoryEntry {
  const until = text.submittedAt ? `Held until ${wallTime(text.submittedAt, zone)}` : 'Held';
  const sentence = `${until}: ${explainOwnHold(text.heldReason ?? '')}.`;
  const entry = { ...nothing, id: `held_${text.id}`, at: text.queuedAt, kind: 'held' as const };
  return { ...entry, sentence, reason: text.heldReason, campaign: campaignOf(text) };
}

const answerSentences: Readonly<Partial<Record<TimelineReply['intent'], string>>> = {
  stop: 'The one confirmation that the rules allow after an opt-out.',
  wrong_number: 'The one confirmation to whoever has the number now.',
  start: 'The answer to START.',
  help: 'The answer to HELP, which everybody gets.',
};

type TextFacts = {
  readonly consent: TimelineEvent | undefined;
  /** What the person wanted by the reply that this text answers. */
  readonly answers: TimelineReply['intent'] | undefined;
  readonly events: readonly TimelineEvent[];
  readonly zone: string;
};

function tellText(text: TimelineText, { consent, answers, events, zone }: TextFacts): StoryEntry {
  const { id, body, parts, status, from } = text;
  const at = text.submittedAt ?? text.finalAt ?? text.queuedAt;
  const answer = (answers && answerSentences[answers]) ?? 'An automatic answer.';
  const why =
    text.kind === 'answer'
      ? 'An answer that a colleague has written.'
      : text.kind === 'auto'
        ? answer
        : allowance(text, consent, zone);
  const sentence = `${outcome(text, events, zone)}${status === 'suppressed' ? '' : ` ${why}`}`.trim();
  return {
    ...nothing,
    id: publicId('msg', id),
    at,
    kind: 'text',
    sentence,
    reason: text.reason,
    campaign: campaignOf(text),
    text: { id: publicId('msg', id), body, parts, status, from },
  };
}

/** By which right it went: the consent it rests on, and the hour where the person was. */
function allowance(text: TimelineText, consent: TimelineEvent | undefined, zone: string): string {
  if (text.kind === 'test') return 'A test text.';
  if (!text.submittedAt) return '';
  const hour = `it was ${wallTime(text.submittedAt, zone)}`;
  if (!consent) return `Allowed: ${hour}.`;
  const agreed = `agreed to ${text.programName ?? consent.brandName} ${consent.isDateKnown ? 'on' : 'before'} ${wallDate(consent.occurredAt, zone)} ${wayOf(consent.method)}`;
  return `Allowed: ${agreed}, and ${hour}.`;
}

function outcome(text: TimelineText, events: readonly TimelineEvent[], zone: string): string {
  const final = text.finalAt ? ` ${wallTime(text.finalAt, zone)}` : '';
  switch (text.status) {
    case 'queued':
      return 'Queued.';
    case 'accepted':
    case 'sent':
      return 'With the carrier; no final receipt yet.';
    case 'delivered':
      return `Delivered${final}.`;
    case 'suppressed':
      return tellSuppressed(text, events, zone);
    case 'unknown':
      return explain(text.reason, text.detail).sentence;
    default:
      return `${{ failed: 'Failed', undelivered: 'Not delivered', rejected: 'Rejected', expired: 'Expired' }[text.status]}. ${explain(text.reason, text.detail).sentence}`;
  }
}

function tellSuppressed(text: TimelineText, events: readonly TimelineEvent[], zone: string): string {
  const optOut = optOutBefore(events, null, text.finalAt ?? text.queuedAt);
  if (text.reason !== 'contact.opted_out' || !optOut)
    return `Not sent. ${explain(text.reason, text.detail).sentence}`;
  return `Not sent. ${explainStanding('opted_out', { program: { name: '', brandName: 'the brand' }, optOut, zone })}`;
}

const readings: Readonly<Record<TimelineReply['intent'], string>> = {
  stop: 'Understood as STOP',
  start: 'Understood as START',
  help: 'Understood as HELP',
  confirm: 'Understood as YES; nothing was waiting for a confirmation.',
  other: 'Kept; no rule answers it.',
  ask: 'Perhaps a wish to leave: marketing waits until somebody has judged it.',
  hold: 'Perhaps a wish to leave: marketing waits until somebody has judged it.',
  wrong_number: 'Understood as a wrong number',
};

function tellReply(reply: TimelineReply): StoryEntry {
  const how = reply.matchedBy === 'keyword' ? ', as the whole message says so.' : ' by its words.';
  const isSignal = ['stop', 'start', 'help', 'wrong_number'].includes(reply.intent);
  const unanswered =
    reply.intent === 'help' && reply.answerId === null ? ' Not answered again: it was within the hour.' : '';
  return {
    ...nothing,
    id: `rep_${reply.id}`,
    at: reply.receivedAt,
    kind: 'reply',
    sentence: `${readings[reply.intent]}${isSignal ? how : ''}${unanswered}`,
    campaign: campaignOf(reply),
    reply: { body: reply.body, intent: reply.intent },
  };
}
