import { tellHours, tellPermission } from '../compliance/index.ts';
import { findWaitingText, type WaitingText } from '../dispatch/index.ts';
import { listMessageEvents, type MessageEvent } from '../messages/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { explain, explainOwnHold } from './sentences.ts';
import { findTextLife, type TextLife } from './text-life.queries.ts';
import { whyItWaits } from './why-it-waits.ts';

/** One step in the life of a text: what happened, why, and what can be done about it. */
export type Step = {
  /** Null for what is so now. */
  readonly at: Date | null;
  readonly step: string;
  readonly sentence: string;
  readonly cause: string | null;
  readonly remedy: string | null;
};

export type TextFacts = {
  readonly life: TextLife;
  readonly events: readonly (Omit<MessageEvent, 'messageId'> & { readonly at: Date })[];
  readonly waiting: WaitingText | null;
  readonly now: Date;
};

export async function textTimeline(tx: Tx, id: number, now: Date): Promise<Step[]> {
  const life = await findTextLife(tx, id);
  if (!life) {
    throw new NotFound('message.not_found', `There is no message ${publicId('msg', id)} in this workspace.`);
  }
  const waiting = life.status === 'queued' ? await findWaitingText(tx, id) : null;
  return tellText({ life, events: await listMessageEvents(tx, id), waiting, now });
}

const step = (
  at: Date | null,
  name: string,
  sentence: string,
  because: { cause?: string | null; remedy?: string | null } = {},
): Step => ({ at, step: name, sentence, cause: because.cause ?? null, remedy: because.remedy ?? null });

/** The life of a text from what is on record, in the order in which it happened; what is so now stands last. */
export function tellText(facts: TextFacts): Step[] {
  const { life } = facts;
  const past = [...askedFor(life), ...facts.events.map(toldBy), ...carrierSaid(life)];
  const isCancelled = facts.events.some(({ kind }) => kind === 'cancelled');
  if (life.finalAt && !isCancelled) past.push(endOf(life, life.finalAt));
  // Steps of one instant keep the order in which they are told here.
  past.sort((one, other) => (one.at?.getTime() ?? 0) - (other.at?.getTime() ?? 0));
  return [...past, ...nowOf(facts)];
}

function askedFor(life: TextLife): Step[] {
  const { queuedAt } = life;
  const steps = [step(queuedAt, 'queued', openingOf(life))];
  if (life.consentEventId !== null) steps.push(step(queuedAt, 'consent', consentOf(life)));
  if (life.heldReason !== null && life.status !== 'queued')
    steps.push(
      step(queuedAt, 'held', 'Held for a later hour.', { cause: `${explainOwnHold(life.heldReason)}.` }),
    );
  return steps;
}

function openingOf({ kind, campaignName, programName, queuedBy, parts }: TextLife): string {
  const size = parts > 0 ? ` It has ${parts} ${parts === 1 ? 'part' : 'parts'}.` : '';
  if (kind === 'campaign') return `Queued by the launch of “${campaignName ?? 'a campaign'}”.${size}`;
  if (kind === 'auto') return `Queued as the answer to a reply.${size}`;
  if (kind === 'answer')
    return `Written as an answer${queuedBy === null ? '' : ` by ${spellActor(queuedBy)}`}.${size}`;
  const who = queuedBy === null ? 'somebody' : spellActor(queuedBy);
  return `Queued for “${programName ?? 'a program'}” by ${who}.${size}`;
}

// Keys and accounts are looked up under these ids; their names may change, and the record does not.
function spellActor(actor: string): string {
  const [kind = '', id = ''] = actor.split(':', 2);
  if (kind === 'key') return `the API key ${publicId('key', id)}`;
  if (kind === 'member') return `the member ${publicId('mem', id)}`;
  if (kind === 'account') return `the member ${publicId('acc', id)}`;
  return actor;
}

function consentOf({ consentEventId, consentMethod, programName }: TextLife): string {
  const how = consentMethod === null ? '' : ` (${consentMethod.replaceAll('_', ' ')})`;
  return `Allowed: the person agreed to “${programName ?? 'the program'}”${how}, on record as ${publicId('cev', consentEventId ?? 0)}.`;
}

const told: Readonly<Record<MessageEvent['kind'], string>> = {
  returned: 'The carrier did not take it; it went back into the queue.',
  unknown: 'Nobody knows whether it left.',
  asked: 'The carrier was asked.',
  resent: 'Queued once more, because arriving twice does less harm here than not at all.',
  closed: 'Given up asking: what became of it stays unknown, and it is not sent again.',
  receipt: 'A receipt came that contradicts an earlier one.',
  cancelled: 'Cancelled before it left.',
  routed: 'It left by another account than usual.',
};

function toldBy({ at, kind, reason, detail }: TextFacts['events'][number]): Step {
  if (kind === 'cancelled')
    return step(at, kind, `Cancelled by ${spellActor(detail ?? 'somebody')} before it left.`);
  const { sentence: cause, remedy } = explain(reason, detail);
  return step(at, kind, told[kind], { cause, remedy });
}

function carrierSaid(life: TextLife): Step[] {
  const steps: Step[] = [];
  const { submittedAt, acceptedAt, sentAt, gatewayName, from, providerId } = life;
  if (submittedAt && life.hours?.permission)
    steps.push(step(submittedAt, 'permission', tellPermission(life.hours.permission)));
  if (submittedAt && life.hours) steps.push(step(submittedAt, 'hours', tellHours(life.hours, submittedAt)));
  if (submittedAt)
    steps.push(
      step(
        submittedAt,
        'handed_over',
        `Handed to ${gatewayName} from ${from}${life.isMms ? ', as an MMS' : ''}.`,
      ),
    );
  if (acceptedAt)
    steps.push(
      step(acceptedAt, 'accepted', `${gatewayName} took it${providerId ? ` as ${providerId}` : ''}.`),
    );
  if (sentAt) steps.push(step(sentAt, 'sent', 'The carrier reported that it is on its way to the phone.'));
  return steps;
}

const endings: Readonly<Record<string, string>> = {
  delivered: 'Delivered: the phone has it.',
  undelivered: 'Not delivered.',
  failed: 'Refused by the carrier.',
  rejected: 'Rejected by the carrier.',
  expired: 'Given up by the carrier.',
  suppressed: 'Not sent.',
};

function endOf({ status, reason, detail }: TextLife, at: Date): Step {
  const sentence = endings[status] ?? `It is ${status}.`;
  if (status === 'delivered') return step(at, status, sentence);
  const { sentence: cause, remedy } = explain(reason, detail);
  return step(at, status, sentence, { cause, remedy });
}

function nowOf({ life, waiting, now }: TextFacts): Step[] {
  if (life.status === 'unknown') {
    const sentence = life.isAsking
      ? 'What became of it is unknown. The carrier is being asked.'
      : 'What became of it is unknown, and stays so.';
    return [step(null, 'unknown', sentence, explainNow(life))];
  }
  if (life.status === 'accepted' || life.status === 'sent')
    return [step(null, 'under_way', 'With the carrier; no final receipt yet.')];
  if (life.status !== 'queued') return [];
  const { sentence, cause, remedy } = whyItWaits(life, waiting, now);
  return [step(null, 'waiting', sentence, { cause, remedy })];
}

function explainNow({ reason, detail }: TextLife) {
  const { sentence: cause, remedy } = explain(reason, detail);
  return { cause, remedy };
}
