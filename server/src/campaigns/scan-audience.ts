import { render, type Template } from '@tidings/sms';
import { countryOfNumber } from '@tidings/sms/countries';
import { preferencesField } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { CampaignMms } from './campaign-mms.ts';
import { addText, type Estimate, openTally } from './estimate.ts';
import { openReservoir } from './reservoir.ts';
import { type ScannedPerson, scanStandings } from './scan.queries.ts';
import { openSelling } from './selling-values.ts';
import { noStandings, type StandingCounts, type StandingQuestion } from './standing.queries.ts';
import type { Finding } from './text-problems.ts';

export type AudienceScan = {
  readonly counts: StandingCounts;
  readonly estimate: Estimate;
  /** Of those who will receive the text: the first by id, and some drawn by lot. */
  readonly firstId: number | null;
  readonly drawnIds: readonly number[];
  /** Some people of the audience, for a preview when nobody at all will receive the text. */
  readonly anyIds: readonly number[];
  /** What their values do to the text. */
  readonly warnings: readonly Finding[];
};

/** The address of a person's own page, for texts that have a place for it; null while this installation has no address. */
export type LinkOf = (contactId: number) => string | null;

/**
 * Renders the text for every person who will receive it, in the memory of one batch. `template` is null when the body
 * cannot be read: people are counted all the same. Measured: see README.
 */
export async function scanAudience(
  tx: Tx,
  question: StandingQuestion,
  template: Template | null,
  draw: { readonly people: number; readonly seed: number } = { people: 0, seed: 0 },
  linkOf: LinkOf | null = null,
  mms: CampaignMms | null = null,
): Promise<AudienceScan> {
  const tally = openTally(template?.source ?? '');
  const counts = { ...noStandings };
  const fields = [...new Set(template?.fields.map((field) => field.name))];
  const drawn = openReservoir<number>(draw.people, draw.seed);
  const anyIds: number[] = [];
  const selling = openSelling(question.ifSelling);
  let firstId: number | null = null;
  for await (const people of scanStandings(tx, question, fields)) {
    for (const person of people) {
      const { $id: contactId, $reason: reason } = person;
      counts.chosen += 1;
      if (person.$is_from_file) counts.fromFile += 1;
      if (anyIds.length < 3) anyIds.push(contactId);
      if (reason === 'excluded') counts.excluded += 1;
      else if (reason === 'opted_out') counts.optedOut += 1;
      else if (reason === 'no_consent') counts.noConsent += 1;
      else if (reason === 'outside_countries') counts.outsideCountries += 1;
      else if (reason === 'unreachable') counts.unreachable += 1;
      else if (reason === 'reassigned') counts.reassigned += 1;
      else if (reason === 'do_not_call') counts.doNotCall += 1;
      else if (reason === 'weak_consent') counts.weakConsent += 1;
      else if (reason === 'sender_unregistered') counts.senderUnregistered += 1;
      else if (reason === 'not_drawn') counts.notDrawn += 1;
      else if (reason === 'other_part') counts.otherPart += 1;
      else if (reason === 'control') counts.inControl += 1;
      else if (reason === 'held_out') counts.heldOut += 1;
      else if (reason === 'hour_past') counts.hourPast += 1;
      else {
        drawn.add(contactId);
        if (firstId === null || contactId < firstId) firstId = contactId;
        counts.willReceive += 1;
        if (template) writeText(contactId, template, person);
      }
    }
  }
  return {
    counts,
    estimate: tally.result(),
    firstId,
    drawnIds: drawn.items(),
    anyIds,
    warnings: selling.findings(),
  };

  function writeText(contactId: number, written: Template, values: ScannedPerson): void {
    const link = linkOf && { [preferencesField]: linkOf(contactId) ?? undefined };
    const rendered = render(written, link ? { ...values, ...link } : values);
    if (!rendered.ok) {
      tally.addUnwritable(contactId, rendered);
      return;
    }
    addText(tally, mms, contactId, rendered.text, countryOfNumber(values.$number));
    selling.of(contactId, rendered.text, values.$if_selling);
  }
}
