import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/**
 * Every place from which texts are queued, and how they come before the policy: as texts of a program (`program`), whose person must
 * have agreed to it; as answers to what somebody has just written (`answer`), which an opt-out ends and which are judged as marketing
 * where they sell; or as words that the rules want said (`rules`), such as that somebody has left. All three wait in send_chunk,
 * which dispatch alone writes, and go through its one pipeline (hours.db.test.ts, forbidden.db.test.ts).
 */
const paths: Readonly<
  Record<string, { readonly what: string; readonly as: 'program' | 'answer' | 'rules' }>
> = {
  'campaigns/launch-campaign.ts': {
    what: 'campaigns, and what schedules and experiments start',
    as: 'program',
  },
  'contests/draw-contest.ts': { what: 'word to whoever has won', as: 'program' },
  'emergency/send-round.ts': { what: 'rounds of an emergency', as: 'program' },
  'inbound/answers.ts': { what: 'answers to STOP, START and HELP', as: 'rules' },
  'inbound/keywords/take-reply.ts': {
    what: 'answers of keywords, and of surveys, contests and others who listen to replies',
    as: 'answer',
  },
  'inbox/answers/answer-conversation.ts': { what: 'what colleagues write, now or later', as: 'answer' },
  'inbox/answers/say-as-house.ts': { what: 'absences and questions for a rating', as: 'answer' },
  'joining/form-code.ts': { what: 'codes of forms', as: 'answer' },
  'joining/join-program.ts': { what: 'requests to confirm, and confirmations', as: 'rules' },
  'joining/tend-requests.ts': { what: 'the one reminder of a request', as: 'rules' },
  'notifications/own-number.ts': { what: 'codes for a member’s own phone', as: 'answer' },
  'notifications/tell.ts': { what: 'notifications and alerts to members', as: 'program' },
  'referrals/take-referral.ts': { what: 'word to whoever’s friend has come', as: 'program' },
  'rights/verify-request.ts': { what: 'codes that show who asks about their data', as: 'rules' },
  'surveys/send-survey.ts': { what: 'first questions of surveys', as: 'program' },
  'texts/accept-texts.ts': { what: 'whatever asks for texts of a program', as: 'program' },
  'texts/text-desk.ts': { what: 'single texts by API', as: 'program' },
  'texts/work-operation.ts': { what: 'texts to many by API', as: 'program' },
  'trying/send-tests.ts': { what: 'tests to those who look at a text first', as: 'program' },
};

const queueing =
  /\b(queueText|writeTexts|queueDirect|writeDirect|enqueueRun|enqueueRunAtHours|acceptTexts|takeTexts)\(/;

test('every path by which a text is queued is known here, and there is no other', () => {
  const source = join(import.meta.dirname, '..');
  const found = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('dispatch/'))
    .filter((file) => queueing.test(readFileSync(join(source, file), 'utf8')));
  expect(found.toSorted()).toEqual(Object.keys(paths).toSorted());
});
