import { getWorkspace } from '../accounts/index.ts';
import { findContactByNumber } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { Entry } from './person-entry.ts';
import {
  consentOf,
  conversationOf,
  deedsOf,
  identityOf,
  type Person,
  partsTakenBy,
  requestsOf,
} from './person-sections.ts';

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
  const person: Person = { number, contact: await findContactByNumber(tx, number) };
  return {
    object: 'personal_file',
    made_at: ctx.clock.now().toISOString(),
    held_by: (await getWorkspace(tx)).name,
    number,
    sections: {
      ...(await identityOf(tx, person)),
      ...(await consentOf(tx, person)),
      ...(await conversationOf(tx, person)),
      ...(await deedsOf(tx, person)),
      ...(await partsTakenBy(tx, person)),
      ...(await requestsOf(tx, person)),
    },
  };
}
