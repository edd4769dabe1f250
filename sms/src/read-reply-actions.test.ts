import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readReply } from './read-reply.ts';

const ours = [
  'Reply STOP to opt out',
  'Acme: 20% off today only! Reply STOP to end, HELP for help',
  'Your appointment is tomorrow at 9. Reply C to cancel or STOP to unsubscribe',
];

describe('what a reply asks for', () => {
  test.each([
    ['stpo', 'optout'],
    ['cancle please', 'optout'],
    ['stoptexting', 'optout'],
    ['$TOP', 'optout'],
    ['5t0p', 'optout'],
    ['ЅТОР', 'optout'], // Every letter is Cyrillic.
    ['退订', 'optout'],
    ['Abmelden', 'optout'],
    ['🛑', 'optout'],
    ['how do i get these to stop', 'optout'],
    ['next text and I call my lawyer', 'optout'],
    ['shop', 'none'],
    ['👍', 'none'],
    ['not interested', 'optout'],
    ['no me interesa, gracias', 'optout'],
    ['no thanks', 'none'],
    ['not interested in the red one, do you have blue', 'none'],
    ['wrong number', 'wrong_number'],
    ['número equivocado', 'wrong_number'],
    ['who is this', 'help'],
    ['sign me up', 'optin'],
    ['please don’t ever take me off this list', 'none'],
    ['no dejen de mandarme las ofertas', 'none'],
  ])('%j is %s', (text, action) => {
    expect(readReply(text).action).toBe(action);
  });

  test.each(['रोकें', 'หยุด', '중지', 'ਬੰਦ', 'إلغاء', 'やめて'])('%j ends the texts at once', (words) => {
    expect(readReply(`${words}!`)).toMatchObject({ action: 'optout', matchedBy: 'keyword', word: words });
  });

  test('letters that it does not read are held for a person', () => {
    const { action, marks } = readReply('Пожалуйста позвоните мне завтра');
    expect([action, marks]).toEqual(['hold', ['unknown_script']]);
  });

  test.each([
    'I’m driving with Do Not Disturb While Driving turned on. I’ll see your message when I get where I’m going.',
    'Auto-reply: I am out. Text STOP to opt out',
    'Thank you for contacting us! We will get back to you within 24 hours. Reply STOP to end',
  ])('%j was written by a machine', (text) => {
    expect(readReply(text)).toMatchObject({ action: 'none', marks: ['auto_reply'] });
  });

  test.each([
    ['Please stop texting me, this phone can’t receive texts', 'optout'],
    ['STOP! I am out of the office for good', 'optout'],
    ['Unsubscribe. This number does not accept texts', 'optout'],
    ['I’m driving, stop texting me, I’ll call you later', 'optout'],
    ['No me manden mas mensajes, estoy manejando', 'optout'],
    ['Stop texting me. This number is unmonitored, e-mail office@example.com. Text STOP to end', 'optout'],
    ['This is an automated reply. She wants to opt out', 'hold'],
    ['I am out of the office, lose this number', 'hold'],
    ['Stop texting me while I’m driving, I’ll call you later', 'hold'],
  ])('%j is a wish beside the words of a machine: %s', (text, action) => {
    expect(readReply(text)).toMatchObject({ action, marks: ['auto_reply'] });
  });

  test.each([
    'This number is unmonitored. Reply with the word STOP to unsubscribe, HELP for help',
    'Estoy manejando. Responda con la palabra ALTO para no recibir mas mensajes',
    'Out of office. Please e-mail me; unsubscribe from the newsletter below',
  ])('%j is a machine’s line about stopping, and nobody’s wish', (text) => {
    expect(readReply(text)).toMatchObject({ action: 'none', marks: ['auto_reply'] });
  });

  test('says why in a sentence, with the words that decided', () => {
    expect(readReply('kindly take me off your list').why).toBe(
      '"take me off your list" asks to get no more texts.',
    );
    expect(readReply('STOP').why).toBe('The whole message is the keyword "stop".');
  });

  test.each([
    ['my mom passed away, take her off your list', 'death'],
    ['I will sue you, stop texting me', 'legal_threat'],
    ['delete my data', 'erasure'],
    ['I never signed up for this', 'denies_consent'],
    ['my son is 9 years old, stop texting him', 'minor'],
    ['cancel my appointment', 'booking'],
    ['stop texting me after 9pm', 'preference'],
    ['what time do you open?', 'question'],
    ['Liked “Reply STOP”', 'reaction'],
  ])('%j is marked %s', (text, mark) => {
    expect(readReply(text).marks).toContain(mark);
  });
});

describe('what is known of the conversation', () => {
  test('YES ends all texts when we asked just that, and answers a question when we asked one', () => {
    expect(readReply('yes', { awaits: 'leave' }).action).toBe('optout');
    expect(readReply('yes', { awaits: 'answer' }).action).toBe('none');
    expect(readReply('yes', { awaits: 'opt-in' })).toMatchObject({ action: 'optin', intent: 'confirm' });
  });

  test('our own text coming back without quotation marks is not the wish of the person', () => {
    const text = 'Sale today, reply STOP to stop texts';
    expect(readReply(`Yes ${text}`, { ourTexts: [text] }).action).toBe('optin');
  });
});

describe('for any text at all', () => {
  test('a quotation of ours after YES never opts out', () => {
    const marks = fc.constantFrom(['“', '”'], ['"', '"'], ['«', '»'], ['„', '”']);
    fc.assert(
      fc.property(fc.constantFrom(...ours), marks, (text, [open = '', close = '']) => {
        expect(readReply(`Yes ${open}${text}${close}`).action).not.toBe('optout');
      }),
    );
  });

  test('there is one action, a score from 0 to 1, and a sentence', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, (reply) => {
        const { action, score, why } = readReply(reply);
        expect(['optout', 'ask', 'hold', 'wrong_number', 'help', 'optin', 'none']).toContain(action);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(why).toMatch(/\.$/);
      }),
      { numRuns: 500 },
    );
  });

  test('ten thousand letters are answered like any reply', () => {
    for (const piece of ['stop ', 'x', 'не ', '好', 'take me off ', 'stoptext'])
      expect(readReply(piece.repeat(Math.ceil(10_000 / piece.length))).why).not.toBe('');
  });
});
