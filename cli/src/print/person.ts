import type { AnswerOf, ItemOf } from '@tidings/sdk';
import type { Taken } from '../take-page.ts';
import { formatTime } from './numbers.ts';
import type { Paint } from './paint.ts';
import { oneLine, padEnd, plain } from './plain.ts';

type Contact = AnswerOf<'/v1/contacts/{id}', 'get'>;
type Consent = AnswerOf<'/v1/contacts/{id}/consent', 'get'>;
type Entry = ItemOf<'/v1/contacts/{id}/timeline'>;

export type Person = {
  readonly contact: Contact;
  readonly consent: Consent;
  readonly timeline: Taken<Entry>;
};

export function printPerson({ contact, consent, timeline }: Person, paint: Paint): string {
  return [
    `${paint.bold(oneLine(contact.name ?? contact.number))}\n${factsOf(contact)}`,
    [paint.bold('Consent'), ...consentLines(consent, paint)].join('\n'),
    [paint.bold('What happened'), ...timelineLines(timeline.data, paint)].join('\n'),
  ].join('\n\n');
}

function factsOf(contact: Contact): string {
  const { id, number, email, region, country, time_zone: zone, lists, tags, fields } = contact;
  const from =
    contact.time_zone_source === null ? '' : ` (by ${contact.time_zone_source.replaceAll('_', ' ')})`;
  const facts: [string, string | null][] = [
    ['id', id],
    ['number', number],
    ['e-mail', email],
    ['place', [region, country].filter(Boolean).join(', ')],
    ['time zone', zone && `${zone}${from}`],
    ['lists', lists.map(({ name }) => name).join(', ')],
    ['tags', tags.join(', ')],
    ...Object.entries(fields),
  ];
  const known = facts.filter(([, value]) => value !== null && value !== '');
  const width = Math.max(...known.map(([name]) => name.length));
  return known
    .map(([name, value]) => `  ${padEnd(oneLine(name), width)}  ${oneLine(value ?? '')}`)
    .join('\n');
}

const words = {
  pending: 'asked, no answer yet',
  opted_in: 'agreed',
  opted_out: 'opted out',
  no_consent: 'no consent on record',
} as const;

function consentLines({ programs, suppressions, events }: Consent, paint: Paint): string[] {
  const lines = programs.flatMap(({ program_id: id, program_name: name, status, since, is_weak: isWeak }) => {
    const when = since === null ? '' : `, since ${formatTime(since)}`;
    const weak = isWeak ? ', by less than its texts need: they leave them out' : '';
    return [`  ${oneLine(name)}: ${words[status]}${when}${weak}`, ...attestations(events, id)];
  });
  const bars = suppressions
    .filter(({ is_suppressed: isSuppressed }) => isSuppressed)
    .map(({ brand_name: brand, suppressed_at: at }) =>
      paint.red(`  Nothing from ${oneLine(brand)}: left at ${formatTime(at)}`),
    );
  return lines.length + bars.length > 0 ? [...lines, ...bars] : ['  Nothing on record.'];
}

/** Who stands in for a consent that came with an import, on paper or at the till. */
function attestations(events: Consent['events'], programId: string): string[] {
  return events.flatMap(({ program_id: program, evidence: { attestation, attested_by: by } }) =>
    program === programId && typeof attestation === 'string'
      ? [`    attested by ${oneLine(typeof by === 'string' ? by : 'somebody')}: “${oneLine(attestation)}”`]
      : [],
  );
}

function timelineLines(entries: readonly Entry[], paint: Paint): string[] {
  if (entries.length === 0) return ['  Nothing yet.'];
  return entries.flatMap((entry) => [
    `  ${paint.dim(formatTime(entry.at))}  ${headOf(entry)}`,
    ...saidIn(entry).map((line) => `      ${line}`),
  ]);
}

function headOf({ kind, sentence, text }: Entry): string {
  const head = kind === 'text' && text ? `text ${text.status}` : kind.replaceAll('_', ' ');
  return oneLine(sentence === '' ? head : `${head}: ${sentence}`);
}

function saidIn({ text, reply }: Entry): string[] {
  if (text)
    return plain(text.body)
      .split('\n')
      .map((line) => `> ${line}`);
  return reply
    ? plain(reply.body)
        .split('\n')
        .map((line) => `< ${line}`)
    : [];
}
