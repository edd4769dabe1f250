import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

/**
 * Every table that says of a row whose it is, and where the person finds it in the file that they may ask for; or why it is
 * not in there. What an erasure leaves in each is looked for in rights.db.test.ts, in all tables there are.
 */
const tables: Readonly<Record<string, string>> = {
  contact: 'about_you',
  list_member: 'lists_and_tags',
  contact_tag: 'lists_and_tags',
  consent: 'what_you_agreed_to',
  consent_event: 'record_of_consent',
  suppression: 'where_you_left',
  message: 'texts_to_you',
  inbound_message: 'texts_from_you',
  inbound_media: 'texts_from_you: files',
  custom_event: 'what_you_did',
  coupon_code: 'your_coupons',
  coupon_holder: 'your_coupons',
  answered_hour: 'when_you_answer',
  emergency_person: 'emergencies_you_were_asked_in',
  survey_session: 'your_answers_to_questions',
  contest_entry: 'your_contest_entries',
  referral: 'your_referrals',
  referral_code: 'your_referrals',
  custom_event_total: 'none: counts of what they did, above',
  conversion_credit: 'none: to which of the texts above what they did, above, is put down',
  data_request: 'your_requests',
  restriction: 'your_requests: the request that it came of',
  conversation: 'none: which of the texts above belong together, and whether staff has looked',
  reply_case: 'none: staff’s work on a text above; what came of it is an event of the record',
  opt_out_question: 'none: which of the texts above was a question and which its answer',
  keyword_use: 'none: which keyword took a text above',
  keyword_entry: 'none: that a text above entered a contest or a vote',
  keyword_call: 'none: that a system of the business was told of a text above',
  join_request: 'none: the request is a text above, and an event of the record',
  text_operation_item: 'none: who asked for a text above',
  number_check: 'none: what carriers and registers say of the number, whoever has it',
  campaign_exclusion: 'none: that a campaign was not sent to them, for a reason that stands above',
  frequency_tally: 'none: counts of the texts above',
  velocity_text: 'none: counts of passwords in ten minutes',
  inbound_part: 'none: pieces of a text that is on its way in; whole, it is above',
  import_reject: 'none: a row of the business’s file that was not taken',
  import_staging: 'none: rows of a file that is being imported; gone when that is done',
  import_opt_out: 'none: opt-outs of a file that is being imported; gone when that is done',
  bulk_change_person:
    'none: whose turn has not come in something that is done to many; gone when that is over',
  import_change: 'none: what an import changed, to undo it; the person as they are is above',
  legal_hold:
    'none: that somebody with the right to it wants the record kept; it may concern a case against the person',
  case_file: 'none: what staff does about a complaint; it may concern a claim against the person or by them',
  invoice_line: 'none: lines of a carrier’s invoice, with the last digits of the number hidden',
  notification_setting: 'none: that a member of staff has this phone; an erasure takes it out',
  notification_code: 'none: a code that a member of staff asked for, gone after ten minutes',
  audit_entry: 'none: what members of staff did; the person is in it by an id, and erased from it',
};

test('every table with a person’s number or id is in their file, or has its reason not to be', async () => {
  const { rows } = await database.db.system((tx) =>
    tx.query<{ name: string }>(
      `select distinct c.relname as name from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
       join pg_attribute a on a.attrelid = c.oid and not a.attisdropped
         and (a.attname in ('number', 'contact_id', 'recipient') or c.relname = 'audit_entry')
       where c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'sender' order by 1`,
    ),
  );
  const found = rows.map(({ name }) => name);
  expect(found.filter((name) => !(name in tables))).toEqual([]);
  expect(Object.keys(tables).filter((name) => !found.includes(name))).toEqual([]);
});
