import { describe, expect, test } from 'vitest';
import { understand } from './reply.ts';

const inbound = (body: string) => ({
  providerId: 'p',
  from: '+12025550101',
  to: '+12025550100',
  body,
  ageMs: 0,
});

test.each([
  ['STOP', 'stop'],
  ['please take me off your list', 'stop'],
  ['HELP', 'help'],
  ['START', 'start'],
  ['don’t stop, I love it', 'other'],
  ['🖕', 'ask'],
  ['you have the wrong number', 'wrong_number'],
])('%j means %s', (body, intent) => {
  expect(understand(inbound(body)).intent).toBe(intent);
});

test('an endless reply is cut before it is read', () => {
  expect(understand(inbound('x'.repeat(1_000_000))).body).toHaveLength(1_600);
});

describe('when the reader fails', () => {
  const fail = () => {
    throw new Error('The model is broken.');
  };

  test.each(['STOP', ' stop. ', 'S.T.O.P', 'Arrêt', 'OPT-OUT', 'cancel!'])(
    '%j is a STOP all the same',
    (body) => {
      expect(understand(inbound(body), fail)).toMatchObject({
        intent: 'stop',
        matchedBy: 'keyword',
        score: null,
      });
    },
  );

  test.each(['please let me be', 'START', 'stop by at six', ''])('%j waits for a person', (body) => {
    expect(understand(inbound(body), fail)).toMatchObject({ intent: 'hold', marks: ['unread'] });
  });
});

describe('the subject of an MMS', () => {
  test.each([
    ['STOP above a picture', 'STOP', '', 'stop'],
    ['STOP above other words', 'Stop texting me', 'look at this', 'stop'],
    ['other words above a STOP', 'My cat', 'STOP', 'stop'],
    ['a wrong number above words', 'you have the wrong number', 'hi', 'wrong_number'],
    ['a YES above other words', 'Yes', 'nice day today', 'other'],
    ['what carriers put where there is none', 'NoSubject', 'see you there', 'other'],
  ])('is heeded: %s', (_name, subject, body, intent) => {
    expect(understand({ ...inbound(body), subject })).toMatchObject({ intent, subject, body });
  });
});
