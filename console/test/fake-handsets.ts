import type { Handset, HandsetText } from '../src/frame/api.ts';
import {
  bodyFor,
  entryOf,
  type FakePerson,
  fakeContact,
  numberOf,
  senderNumber,
  textEntry,
} from './fake-people.ts';

/** A phone of the pretend rehearsal: it has the campaign's text, and answers are acted on as the server would. */
export function createHandset(index: number): Handset {
  const number = numberOf(index);
  const text = received('h1', number, bodyFor(fakeContact(index)), '2026-03-04T01:14:02Z');
  return { number, conversation: index === 3 ? [] : [text] };
}

const received = (id: string, to: string, body: string, at: string): HandsetText => ({
  id,
  direction: 'outbound',
  from: senderNumber,
  to,
  body,
  at,
  rehearsal_at: at,
  tag: 'auto:stop',
  status: 'delivered',
});

const later = (seconds: number) =>
  new Date(Date.parse('2026-03-04T01:20:00Z') + seconds * 1_000).toISOString();

/** Types on the phone; STOP opts out, confirms once and stops the next text, all in the person's record too. */
export function typeOn(handset: Handset, person: FakePerson, body: string): void {
  const { number, conversation } = handset;
  const seconds = conversation.length * 5;
  const id = `typed${conversation.length}`;
  const at = later(seconds);
  const reply = { id, from: number, to: senderNumber, tag: '', body, at, rehearsal_at: at };
  conversation.push({ ...reply, direction: 'inbound' });
  const isStop = /^\s*stop\b/i.test(body);
  person.timeline.push(
    entryOf({
      id,
      at: later(seconds),
      kind: 'reply',
      sentence: isStop ? 'Understood as STOP by its first word.' : 'Kept as a reply.',
      reply: { body, intent: isStop ? 'stop' : 'other' },
    }),
  );
  if (isStop) optOut(handset, person, seconds);
}

function optOut(
  { number, conversation }: Handset,
  { consent, timeline, contact }: FakePerson,
  seconds: number,
): void {
  const confirmation = 'Bluebird Bakery: you will get no more texts from us. Reply START to come back.';
  conversation.push(received(`c${conversation.length}`, number, confirmation, later(seconds + 1)));
  for (const entry of consent.programs) Object.assign(entry, { status: 'opted_out', since: later(seconds) });
  consent.suppressions = [
    {
      brand_id: 'brd_1',
      brand_name: 'Bluebird Bakery',
      is_suppressed: true,
      reason: 'stop',
      event_id: 'cev_2',
      suppressed_at: later(seconds),
      lifted_at: null,
    },
  ];
  timeline.push(
    entryOf({
      id: `out${seconds}`,
      at: later(seconds),
      kind: 'opt_out',
      sentence: 'Left everything from Bluebird Bakery by replying STOP.',
    }),
    textEntry(
      `c${seconds}`,
      later(seconds + 1),
      'delivered',
      'The one confirmation that the rules allow.',
      confirmation,
    ),
    textEntry(
      `n${seconds}`,
      later(seconds + 2),
      'suppressed',
      'Stopped: this person opted out a moment before.',
      bodyFor(contact),
    ),
  );
}
