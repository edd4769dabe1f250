import type { Program } from '../contacts/index.ts';
import type { PersonRow } from './people.queries.ts';
import { capitalised, explain, explainOwnHold } from './sentences.ts';
import { wallTime } from './wall-time.ts';

export type OptOutFact = { readonly method: string; readonly words: string | null; readonly at: Date };

export type PersonQuestion = {
  readonly row: PersonRow;
  readonly line: string;
  readonly program: Pick<Program, 'name' | 'brandName'>;
  readonly optOut: OptOutFact | null;
};

/** Why this person stands behind this line, in one sentence, with hours as they are where the person is. */
export function explainPerson(question: PersonQuestion): string {
  const { row, line } = question;
  if (row.status) return explainText(question);
  // Of everybody whom it goes to, only who is held has an hour and no text yet.
  if ((line === 'held' || line === 'will_receive' || line === 'audience') && row.reason && row.at) {
    return `Held until ${wallTime(row.at, zoneOf(row))}: ${explainOwnHold(row.reason)}.`;
  }
  if (line === 'replies' || line === 'opt_outs') return explainReply(row);
  return explainStanding(row.reason ?? line, { ...question, zone: zoneOf(row) });
}

// Somebody whose zone is unknown is told the hour in UTC, and it says so.
const zoneOf = (row: PersonRow) => row.timeZone ?? 'Etc/UTC';

export type StandingFacts = {
  readonly program: Pick<Program, 'name' | 'brandName'>;
  readonly optOut: OptOutFact | null;
  readonly zone: string;
};

/** Why somebody is (or is not) texted at all, by the reason that the launch wrote down. */
export function explainStanding(reason: string, { program, optOut, zone }: StandingFacts): string {
  switch (reason) {
    case 'no_consent':
      return `Not texted: no recorded consent for ${program.name}.`;
    case 'opted_out':
      return explainOptOut(program, optOut, zone);
    case 'outside_countries':
      return 'Not texted: the number belongs to a country that this workspace does not text.';
    case 'weak_consent':
      return `Not texted: they joined ${program.name}, and what is on record of that is not enough for its texts in their country.`;
    case 'unreachable':
      return 'Not texted: no text reaches the number. It is a landline, or a carrier or a source says that there is no such number.';
    case 'reassigned':
      return 'Not texted: the number was given up after the consent on file, so it may be somebody else’s.';
    case 'do_not_call':
      return 'Not texted: the number stands on a do-not-call list, or the registers that it must be compared with are missing or too old.';
    case 'sender_unregistered':
      return 'Not texted: the number of this campaign has no papers with the carriers there, and they deliver nothing of it.';
    case 'not_drawn':
      return 'Not texted: this campaign goes to fewer people than there are, and the lot took others.';
    case 'other_part':
      return 'Not texted by this arm: the experiment gives them another part.';
    case 'control':
      return 'Not texted: in the control group of the experiment, which tells what the text brings.';
    case 'held_out':
      return 'Not texted: in the hold-out group of the workspace, which gets no marketing so that its effect can be told.';
    case 'hour_past':
      return 'Not texted: the hour it was planned for was over where they are, and it leaves such people out.';
    case 'excluded':
      return 'On a list, under a tag or in a segment that this campaign leaves out.';
    case 'not_in_audience':
      return 'In the file, but on none of the lists, under none of the tags and in none of the segments that were chosen.';
    case 'not_from_file':
      return 'In this audience, but brought in otherwise than by the file.';
    case 'campaign.stopped':
    case 'stopped':
      return explain('campaign.stopped').sentence;
    case 'queued':
      return 'Waits for its turn at the pace of the sender.';
    default:
      return `Has consented to ${program.name} and is not opted out.`;
  }
}

/** `Opted out by replying “stop please” on Tue, 24 Nov 2026, 12:00 in New York.` */
export function explainOptOut(
  program: { brandName: string },
  optOut: OptOutFact | null,
  zone: string,
): string {
  if (!optOut) return `Opted out of ${program.brandName}.`;
  const when = wallTime(optOut.at, zone);
  if (optOut.method === 'reply' && optOut.words)
    return `Opted out by replying ${quoted(optOut.words)} on ${when}.`;
  return `Opted out (${optOut.method.replaceAll('_', ' ')}) on ${when}.`;
}

/** A person's own words, cut where they would fill the page. */
export const quoted = (words: string) => `“${words.length > 80 ? `${words.slice(0, 79)}…` : words}”`;

function explainText({ row, program, optOut }: PersonQuestion): string {
  const when = row.at ? ` on ${wallTime(row.at, zoneOf(row))}` : '';
  switch (row.status) {
    case 'accepted':
    case 'sent':
      return `With the carrier${row.at ? ` since ${wallTime(row.at, zoneOf(row))}` : ''}; no final receipt yet.`;
    case 'delivered':
      return `Delivered${when}.`;
    case 'suppressed':
      return row.reason === 'contact.opted_out' && optOut
        ? `Not sent. ${explainOptOut(program, optOut, zoneOf(row))}`
        : `Not sent. ${explain(row.reason, row.detail).sentence}`;
    case 'unknown':
      return explain(row.reason, row.detail).sentence;
    default:
      return `${capitalised(row.status ?? '')}${when}. ${explain(row.reason, row.detail).sentence}`;
  }
}

function explainReply(row: PersonRow): string {
  const when = row.at ? ` on ${wallTime(row.at, zoneOf(row))}` : '';
  return `Replied ${quoted(row.detail ?? '')}${when}.`;
}
