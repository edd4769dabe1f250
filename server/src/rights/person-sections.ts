import { listHours } from '../campaigns/index.ts';
import {
  type Contact,
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
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import { listReferralsOf } from '../referrals/index.ts';
import { listSenders } from '../senders/index.ts';
import { listAnswersOfNumber } from '../surveys/index.ts';
import type { Value } from './person-entry.ts';
import { listRequestsOfNumber } from './request.queries.ts';

/** Whose file it is. Whoever is no contact any more has one, too: of what their number did and was sent. */
export type Person = { readonly number: string; readonly contact: Contact | undefined };

/** Who they are here, and where they were put. */
export async function identityOf(tx: Tx, { number, contact }: Person) {
  const said = contact && (await findTracking(tx, contact.id));
  const belonging = contact ? await getBelonging(tx, contact.id) : { lists: [], tags: [] };
  return {
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
  };
}

/** What they allowed, what they took back, and the record of both. */
export async function consentOf(tx: Tx, { number }: Person) {
  const programs = new Map((await listPrograms(tx)).map((program) => [program.id, program]));
  return {
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
  };
}

/** What was said in both directions, and which links of it were opened. */
export async function conversationOf(tx: Tx, { number, contact }: Person) {
  const senders = new Map((await listSenders(tx)).map((sender) => [sender.id, sender.number]));
  const texts = await listTextsOfPerson(tx, { number, contactId: contact?.id ?? null });
  return {
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
  };
}

/** What is on file of a contact by itself: what they did elsewhere, were given, and when they answer. */
export async function deedsOf(tx: Tx, { contact }: Person) {
  return {
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
  };
}

/** What they took part in, each kept under their number. */
export async function partsTakenBy(tx: Tx, { number, contact }: Person) {
  return {
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
    your_referrals: (await listReferralsOf(tx, { number, contactId: contact?.id ?? null })).map((one) => ({
      scheme: one.scheme,
      code: one.code,
      what: one.role,
      at: dateOf(one.at),
      state: one.state,
    })),
  };
}

/** What they asked about their data. */
export async function requestsOf(tx: Tx, { number }: Person) {
  return {
    your_requests: (await listRequestsOfNumber(tx, number)).map((request) => ({
      id: publicId('drq', request.id),
      kind: request.kind,
      status: request.status,
      received_at: dateOf(request.receivedAt),
      due_at: dateOf(request.dueAt),
      answer: request.answer,
    })),
  };
}

const dateOf = (date: Date | null): string | null => date?.toISOString() ?? null;
