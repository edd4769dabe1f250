import { getWorkspace } from '../accounts/index.ts';
import { listHours } from '../campaigns/index.ts';
import {
  findContactByNumber,
  findTracking,
  getBelonging,
  listAllEventsOfNumber,
  listConsentsOfNumber,
  listPrograms,
  listSuppressionsOfNumber,
} from '../contacts/index.ts';
import { listEntriesOf } from '../contests/index.ts';
import { listCodesOf } from '../coupons/index.ts';
import { listEmergenciesOf } from '../emergency/index.ts';
import { listEventsOf } from '../events/index.ts';
import { listRepliesOf } from '../inbound/index.ts';
import { listInboxOf } from '../inbox/index.ts';
import { listClicksOfTexts } from '../links/index.ts';
import { listTextsOfPerson } from '../messages/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { listReferralsOf } from '../referrals/index.ts';
import { listSenders } from '../senders/index.ts';
import { listAnswersOfNumber } from '../surveys/index.ts';
import { listRequestsOfNumber } from './request.queries.ts';

type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
export type Entry = { readonly [key: string]: Value };

/** Everything on file about a person, in the order in which it is read. Each section is a list of entries. */
export type PersonFile = {
  readonly object: 'personal_file';
  readonly made_at: string;
  readonly held_by: string;
  readonly number: string;
  readonly sections: {
    readonly about_you: readonly Entry[];
    readonly lists_and_tags: readonly Entry[];
    readonly what_you_agreed_to: readonly Entry[];
    readonly where_you_left: readonly Entry[];
    readonly record_of_consent: readonly Entry[];
    readonly texts_to_you: readonly Entry[];
    readonly texts_from_you: readonly Entry[];
    readonly conversations_with_you: readonly Entry[];
    readonly links_you_opened: readonly Entry[];
    readonly what_you_did: readonly Entry[];
    readonly your_coupons: readonly Entry[];
    readonly when_you_answer: readonly Entry[];
    readonly emergencies_you_were_asked_in: readonly Entry[];
    readonly your_answers_to_questions: readonly Entry[];
    readonly your_contest_entries: readonly Entry[];
    readonly your_referrals: readonly Entry[];
    readonly your_requests: readonly Entry[];
  };
};

/**
 * Assembles what every slice has on file about a number, through their doors: GDPR art. 15 (with purposes and sources) and
 * art. 20. Texts of months that are no longer kept are not there, because nobody has them.
 */
export async function assembleFile(tx: Tx, ctx: Context, number: string): Promise<PersonFile> {
  const contact = await findContactByNumber(tx, number);
  const person = { number, contactId: contact?.id ?? null };
  const senders = new Map((await listSenders(tx)).map((sender) => [sender.id, sender.number]));
  const programs = new Map((await listPrograms(tx)).map((program) => [program.id, program]));
  const texts = await listTextsOfPerson(tx, person);
  const said = contact && (await findTracking(tx, contact.id));
  const belonging = contact ? await getBelonging(tx, contact.id) : { lists: [], tags: [] };
  return {
    object: 'personal_file',
    made_at: ctx.clock.now().toISOString(),
    held_by: (await getWorkspace(tx)).name,
    number,
    sections: {
      about_you: contact
        ? [
            {
              number,
              first_name: contact.firstName,
              last_name: contact.lastName,
              email: contact.email,
              country: contact.country,
              region: contact.region,
              time_zone: contact.timeZone,
              time_zone_known_from: contact.timeZoneSource,
              may_be_kept_which_links_you_open: contact.tracking ?? null,
              said_of_your_links_at: said?.at?.toISOString() ?? null,
              said_of_your_links_how: said?.how ?? null,
              ...contact.fields,
            },
          ]
        : [],
      lists_and_tags: [
        ...belonging.lists.map(({ name }) => ({ kind: 'list', name })),
        ...belonging.tags.map((name) => ({ kind: 'tag', name })),
      ],
      what_you_agreed_to: (await listConsentsOfNumber(tx, number))
        .filter((consent) => consent.status !== null)
        .map((consent) => ({
          program: consent.programName,
          brand: programs.get(consent.programId)?.brandName ?? null,
          purpose: programs.get(consent.programId)?.purpose ?? null,
          status: consent.status,
          since: dateOf(consent.updatedAt),
        })),
      where_you_left: (await listSuppressionsOfNumber(tx, number)).map((one) => ({
        brand: one.brandName,
        how: one.reason,
        since: dateOf(one.suppressedAt),
        taken_back: dateOf(one.liftedAt),
      })),
      record_of_consent: (await listAllEventsOfNumber(tx, number)).map((event) => ({
        event: event.type,
        program: event.programId && (programs.get(event.programId)?.name ?? null),
        how: event.method,
        happened_at: dateOf(event.occurredAt),
        recorded_at: dateOf(event.recordedAt),
        words_shown: event.wordsShown,
        evidence: JSON.parse(JSON.stringify(event.evidence)) as Value,
      })),
      texts_to_you: texts.map((text) => ({
        id: publicId('msg', text.id),
        from: senders.get(text.senderId) ?? null,
        purpose: text.purpose,
        text: text.body,
        became: text.status,
        reason: text.reason,
        queued_at: dateOf(text.queuedAt),
        sent_at: dateOf(text.sentAt),
      })),
      texts_from_you: (await listRepliesOf(tx, number)).map((reply) => ({
        to: reply.senderId && (senders.get(reply.senderId) ?? null),
        subject: reply.subject,
        text: reply.body,
        files: reply.media,
        read_as: reply.intent,
        received_at: dateOf(reply.receivedAt),
      })),
      conversations_with_you: (await listInboxOf(tx, number)).map((one) => ({
        begun_at: dateOf(one.begunAt),
        state: one.state,
        your_rating: one.rating,
        notes_about_you: one.notes.map(({ at, body }) => ({ written_at: at, note: body })),
      })),
      links_you_opened: (
        await listClicksOfTexts(
          tx,
          texts.map((text) => text.id),
        )
      ).map((click) => ({
        address: click.url,
        opened_at: dateOf(click.at),
        from_text: publicId('msg', click.messageId),
        browser: click.agent,
      })),
      what_you_did: (contact ? await listEventsOf(tx, contact.id) : []).map((event) => ({
        event: event.name,
        happened_at: dateOf(event.occurredAt),
        value: event.value === null ? null : Number(event.value),
        properties: event.properties as Value,
        recorded_at: dateOf(event.receivedAt),
      })),
      your_coupons: (contact ? await listCodesOf(tx, contact.id) : []).map((coupon) => ({
        coupons: coupon.pool,
        code: coupon.code,
        given_at: dateOf(coupon.givenAt),
        redeemed_at: dateOf(coupon.redeemedAt),
      })),
      when_you_answer: (contact ? await listHours(tx, [contact.id]) : []).map((one) => ({
        answers_by_hour_of_your_day: [...one.hours],
        best_hour: one.bestHour,
      })),
      emergencies_you_were_asked_in: (await listEmergenciesOf(tx, number)).map((one) => ({
        begun_at: dateOf(one.at),
        was_an_exercise: one.isDrill,
        noted: one.answer,
        noted_at: dateOf(one.answeredAt),
        in_words: one.words,
      })),
      your_answers_to_questions: (await listAnswersOfNumber(tx, number)).map((one) => ({
        asked_in: one.survey,
        question: one.question,
        answer: one.value,
        answered_at: dateOf(one.answeredAt),
      })),
      your_contest_entries: (await listEntriesOf(tx, number)).map((one) => ({
        contest: one.contest,
        entered_at: dateOf(one.enteredAt),
        how: one.way,
        name: one.fullName,
        email: one.email,
        region: one.region,
        state: one.state,
        drawn: one.place,
      })),
      your_referrals: (await listReferralsOf(tx, person)).map((one) => ({
        scheme: one.scheme,
        code: one.code,
        what: one.role,
        at: dateOf(one.at),
        state: one.state,
      })),
      your_requests: (await listRequestsOfNumber(tx, number)).map((request) => ({
        id: publicId('drq', request.id),
        kind: request.kind,
        status: request.status,
        received_at: dateOf(request.receivedAt),
        due_at: dateOf(request.dueAt),
        answer: request.answer,
      })),
    },
  };
}

const dateOf = (date: Date | null): string | null => date?.toISOString() ?? null;
