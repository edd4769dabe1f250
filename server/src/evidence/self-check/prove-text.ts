import { capAnswer, keepsUsDayCap, type Mark, type TraceEntry, usDayCap } from '@tidings/policy';
import { lintText } from '@tidings/policy/content';
import type { Hours } from '@tidings/policy/hours';
import type { EventRow, TextRow } from '../evidence.queries.ts';
import { leftAfterOptOut, leftWithoutConsent } from '../judge.ts';
import type { Surroundings } from './self-check.queries.ts';

export const provenAnew = ['consent', 'opt_out', 'hours', 'frequency', 'identification', 'way_out'] as const;
export type Proven = (typeof provenAnew)[number];

/** One thing that was asked of one text, and whether it holds by the record. */
export type Proof = { readonly check: Proven; readonly holds: boolean; readonly sentence: string };

export type TextOnRecord = {
  readonly text: TextRow;
  /** Every event of its number, oldest first. */
  readonly events: readonly EventRow[];
  readonly around: Surroundings;
  readonly workspaceZone: string;
};

/**
 * Was it allowed? Asked anew of the record and of the law, and not of what the dispatcher wrote down when it let the text
 * go. What promotes nothing is asked for consent and opt-outs alone.
 */
export function proveText(record: TextOnRecord, hours: Hours): Proof[] {
  const common = [proveConsent(record), proveOptOut(record)];
  if (record.text.purpose !== 'marketing') return common;
  return [
    ...common,
    proveHours(record, hours),
    proveFrequency(record),
    proveIdentification(record),
    proveWayOut(record),
  ];
}

function proveConsent({ text, events }: TextOnRecord): Proof {
  const holds = leftWithoutConsent(events, [text]).length === 0;
  return {
    check: 'consent',
    holds,
    sentence: holds
      ? text.consentEventId === null
        ? 'It needed no consent, by the rule that is kept with it.'
        : `cev_${text.consentEventId} was on record before it left.`
      : 'No consent of this number was on record before it left.',
  };
}

function proveOptOut({ text, events }: TextOnRecord): Proof {
  const holds = leftAfterOptOut(events, [text]).length === 0;
  return {
    check: 'opt_out',
    holds,
    sentence: holds
      ? 'No opt-out of its brand stood when it left.'
      : 'The person had opted out of its brand.',
  };
}

function proveHours({ text, around, workspaceZone }: TextOnRecord, hours: Hours): Proof {
  const isKnown = around.timeZoneSource === 'own' || around.timeZoneSource === 'address';
  const answer = hours.explain(
    {
      number: text.to,
      purpose: text.purpose,
      region: around.region,
      zone: isKnown ? around.timeZone : null,
      fallbackZone: workspaceZone,
    },
    text.submittedAt ?? new Date(0),
  );
  const holds = answer.decision === 'allow';
  const closed = answer.trace.filter(({ outcome }) => outcome !== 'allow');
  return {
    check: 'hours',
    holds,
    sentence: holds ? 'Every place where the person may be was open.' : sentencesOf(closed),
  };
}

const sentencesOf = (trace: readonly TraceEntry[]) => trace.map(({ sentence }) => sentence).join(' ');

function proveFrequency({ text, around }: TextOnRecord): Proof {
  const at = Math.floor((text.submittedAt?.getTime() ?? 0) / 1000);
  const mark: Mark = { messageId: 0, at, brand: 0, program: 0, subject: 0, purpose: 0 };
  const earlier = Array.from({ length: around.earlierInDay }, (_, place) => ({
    ...mark,
    messageId: place + 1,
  }));
  // Elsewhere there is no cap by law.
  const answer = keepsUsDayCap(text.to, around.country) ? capAnswer([usDayCap], earlier, mark, at) : null;
  return {
    check: 'frequency',
    holds: answer === null,
    sentence: answer
      ? sentencesOf(answer.trace)
      : `It was number ${around.earlierInDay + 1} of its brand within 24 hours.`,
  };
}

function proveIdentification({ text, around }: TextOnRecord): Proof {
  const brands = around.brandName === null ? [] : [around.brandName];
  const found = lintText({ body: text.body, purpose: 'marketing', brands, isOptOutLineDue: false }).filter(
    ({ rule }) => rule === 'identity.missing',
  );
  const holds = brands.length > 0 && found.length === 0;
  return {
    check: 'identification',
    holds,
    sentence: holds
      ? 'It says whose it is.'
      : (found[0]?.sentence ?? 'The brand of the text is not on record any more.'),
  };
}

function proveWayOut({ text, around }: TextOnRecord): Proof {
  const isInIt = saysHowToLeave(text.body);
  const holds = isInIt || around.earlierBodies.some(saysHowToLeave);
  return {
    check: 'way_out',
    holds,
    sentence: isInIt
      ? 'It says how to leave.'
      : holds
        ? 'A text of the 30 days before said how to leave.'
        : 'Neither it nor a text of the 30 days before said how to leave.',
  };
}

const saysHowToLeave = (body: string): boolean =>
  !lintText({ body, purpose: 'marketing', isOptOutLineDue: true }).some(
    ({ rule }) => rule === 'opt_out.missing',
  );
