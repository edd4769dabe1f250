import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ReplyIntent, readReply } from './read-reply.ts';
import { normaliseReply } from './reply-words.ts';

const keywords: Readonly<Record<Exclude<ReplyIntent, 'other'>, string>> = {
  stop:
    'stop|quit|end|revoke|opt out|opt-out|optout|cancel|unsubscribe|stopall|stop all|remove|td|' +
    'alto|parar|pare|baja|cancelar|detener|basta|no mas|no más|arret|arrêt',
  start: 'start|unstop|join|opt in|alta|iniciar|debut|début',
  help: 'help|info|ayuda|aide',
  confirm: 'yes|y|si|sí|oui|confirm',
};
const words = Object.entries(keywords).flatMap(([intent, list]) =>
  list.split('|').map((word) => [word, intent] as const),
);

describe('a keyword as the whole message', () => {
  test.each(words)('%s is %s', (word, intent) => {
    expect(readReply(word)).toMatchObject({ intent, matchedBy: 'keyword' });
  });

  test.each(words)('%s is %s however it is dressed', (word, intent) => {
    const title = word[0]?.toUpperCase() + word.slice(1);
    for (const dressed of [
      word.toUpperCase(),
      title,
      ` ${word} `,
      `${word}.`,
      `${word}!!!`,
      `"${word}"`,
      `${word} 🛑`,
      `\u200b${word}\u200d`,
      `please ${word}`,
      `${title}, thanks`,
      `${word} por favor`,
      `ok ${word} now`,
      `${word} ${word}`,
      `${word}\n\nSent from my iPhone`,
    ]) {
      expect([dressed, readReply(dressed).intent]).toEqual([dressed, intent]);
    }
  });

  test.each([
    'S T O P',
    's.t.o.p.',
    'S-T-O-P',
    'S  T  O  P',
    'st0p',
    'STOPPPP',
    'stooop',
    'stopp',
    'st op',
    'ＳＴＯＰ',
    '𝗦𝗧𝗢𝗣',
    'Ⓢⓣⓞⓟ',
    's\u200bt\u200bo\u200bp',
    'stóp',
    'STOP STOP STOP',
    'stop end cancel',
    'yes stop',
    'no thanks, stop',
    'fucking stop',
    'STOP!!! NOW!!!',
    'unsubscr1be',
    'can cel',
    'stop de una vez',
  ])('%j is stop', (text) => {
    expect(readReply(text)).toMatchObject({ intent: 'stop', matchedBy: 'keyword' });
  });

  test('says which keyword it was', () => {
    expect(readReply('ARRÊT svp')).toMatchObject({ intent: 'stop', matchedBy: 'keyword', word: 'arret' });
  });

  test('stop wins over any other keyword, and other mixtures are left to a person', () => {
    expect(readReply('help stop').intent).toBe('stop');
    expect(readReply('start stop').intent).toBe('stop');
    expect(readReply('yes start').intent).toBe('start');
    expect(readReply('help start').intent).toBe('other');
  });
});

describe('a phrase that leaves no doubt', () => {
  test.each([
    'take me off your list',
    'can you take me off of the texting list please',
    'Hi, who is this? Please take me off your list',
    'kindly remove my number from your database',
    'I bought one shirt last year. Remove me.',
    'stop texting me',
    'PLEASE STOP MESSAGING THIS NUMBER',
    'quit spamming us',
    'stop sending me these',
    'stop the texts',
    'stop it',
    'No more messages from you, thanks',
    'i want no more texts',
    'unsubscribe me please',
    'could you unsubscribe me from your list?',
    'I would like to unsubscribe',
    'id like to opt out please',
    'opt me out',
    'opt out of all future texts',
    'i hereby revoke my consent to be texted',
    "I don't want to receive any more messages",
    'I no longer want your texts',
    'do not contact me again',
    "don't text me",
    'never text this number again',
    'lose my number',
    'Leave me alone!!',
    'put me on your do not call list',
    'this is a cease and desist',
    'I already told you to stop',
    'I said STOP',
    'reply stop',
    "can't you stop texting me",
    'no, stop texting me',
    'stop texting me at all',
    'quiero darme de baja',
    'sáquenme de su lista por favor',
    'no me manden más mensajes',
    'no me escriba más',
    'dejen de enviarme textos ya',
    'ya no deseo recibir mensajes',
    'no quiero más textos por favor',
    'no más mensajes',
    'cancelar la suscripción',
    'désabonnez-moi',
    "ne m'envoyez plus de textos",
    'arrêtez de me texter svp',
    'je veux me désabonner',
  ])('%j is stop', (text) => {
    expect(readReply(text)).toMatchObject({ action: 'optout', intent: 'stop' });
  });

  test.each([
    ['sign me up', 'start'],
    ['please opt me back in', 'start'],
    ['quiero volver a recibir sus mensajes', 'start'],
    ['who is this?', 'help'],
    ['Who are you??', 'help'],
    ['I need help', 'help'],
    ['what company is this', 'help'],
    ['¿Quién es?', 'help'],
    ["c'est qui?", 'help'],
  ])('%j is %s', (text, intent) => {
    expect(readReply(text)).toMatchObject({ intent, matchedBy: 'phrase' });
  });
});

describe('a clear sentence among many kind words', () => {
  const kind = 'thank you for all the years of bread and rolls and cake. '.repeat(4);
  test.each([
    `pls no more of these, ${kind}bye`,
    `${kind} Please stop texting me. ${kind}`,
    `${kind} Por favor no me manden más mensajes. Un abrazo a todos en la panadería de la esquina`,
  ])('ends the texts: %j', (text) => {
    expect(readReply(text)).toMatchObject({ action: 'optout', intent: 'stop' });
  });

  test.each([
    `I would love to stop by on Friday, ${kind}see you soon`,
    `${kind} Is there no more of the rye bread? ${kind}`,
    `My sister says hello. She has moved to the end of the street, ${kind}bye for now`,
  ])('is not heard where nobody says one: %j', (text) => {
    expect(readReply(text).action).toBe('none');
  });
});

describe('words around a phrase', () => {
  test('ask politely with an if', () => {
    const words = 'So if you would please take me off your texting list I would be grateful';
    expect(readReply(words)).toMatchObject({ action: 'optout', matchedBy: 'phrase' });
  });

  test('can say that the texts may go on', () => {
    const words = 'Me quiero dar de baja del gimnasio pero no de los mensajes, ¿cómo le hago?';
    expect(readReply(words)).toMatchObject({ matchedBy: null });
  });

  test('are asked about where one sentence is clear and the rest is not about us', () => {
    const words = 'We pick apples all week and sleep at noon, when my phone rings. No more of it, please.';
    expect(['optout', 'ask', 'hold']).toContain(readReply(words).action);
  });
});

describe('words that only look like a keyword', () => {
  test.each([
    '',
    '🙂',
    'ok',
    'no',
    'thanks!',
    'stop by',
    'I will stop by after lunch',
    "don't stop",
    "please don't stop texting me",
    'never stop sending me these',
    'non-stop',
    'full stop',
    'bus stop on 5th',
    'end of month',
    'at the end',
    'weekend',
    'fin de semana',
    'parada',
    'para mañana',
    'gracias por la ayuda',
    'thanks for the info',
    'thanks for your help',
    'yes I will be there',
    'si puedo',
    'cancel my appointment',
    'please cancel order 4812',
    'cancel today',
    'can I cancel?',
    'the baby shower is a start',
    'join us on Friday?',
    'quit smoking',
    'I quit my job',
    'remove the onions please',
    'take me off the waitlist for tonight',
    "please don't remove me",
    "don't take me off your list",
    'no dejen de escribirme',
    'unsubscribe me from the emails only',
    'stop texting me after 9pm',
    'stop texting me so early',
    'stop sending me these twice',
    'no more texts on Sundays please',
    "I don't want texts about shoes",
    'what happens if I text stop?',
    'did you take me off your list?',
    'tell him to stop texting me',
    'she wants to opt out',
    'opt out of paperless billing',
    'opt out of the insurance',
    'will I lose my number if I switch?',
    'my kids never leave me alone',
    'my battery will end soon',
    'who is this book by',
    'Liked “Reply STOP to opt out, no more texts”',
    'Loved "Acme: sale today. Stop texting me? Reply STOP"',
    '👍 to “Text STOP to stop the texts”',
    'Le gustó “Responda ALTO, no más mensajes”',
    'You wrote “take me off your list and I will” and so on',
  ])('%j is no wish to leave', (text) => {
    expect(['none', 'hold', 'ask']).toContain(readReply(text).action);
  });
});

describe('a reply made comparable', () => {
  test.each([
    ['Join!', 'join'],
    ['J O I N 🎉', 'join'],
    ['  Sí,\n claro  ', 'si claro'],
    ["I'm in.", 'im in'],
    ['W1N', 'win'],
    ['2026', '2026'],
    ['🎉', ''],
  ])('%j is compared as %j', (reply, plain) => {
    expect(normaliseReply(reply)).toBe(plain);
  });
});

describe('for any text at all', () => {
  const scraps = fc.constantFrom(
    'stop',
    'S',
    'T',
    'O',
    'P',
    ' ',
    '.',
    'take me off your list',
    'dont',
    '“',
    '”',
    'no',
    '\u200d',
    '🛑',
    'please',
    '0',
    'ﷺ',
    '\u0301',
    '\n',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.array(scraps, { maxLength: 60 }).map((all) => all.join('')),
  );

  test('there is one of five answers, and a word exactly when something matched', () => {
    fc.assert(
      fc.property(text, (reply) => {
        const { intent, matchedBy, word } = readReply(reply);
        expect(['stop', 'start', 'help', 'confirm', 'other']).toContain(intent);
        expect([matchedBy === null, word === null]).toEqual([intent === 'other', intent === 'other']);
      }),
      { numRuns: 500 },
    );
  });

  test('a keyword is found under any case, any invisible characters and any punctuation around it', () => {
    const noise = fc.array(fc.constantFrom(' ', '\n', '.', '!', '🙏', '\u200b', '\ufe0f', '"', '-'), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...words),
        noise,
        noise,
        fc.boolean(),
        ([word, intent], before, after, isUpper) => {
          const written = isUpper ? word.toUpperCase() : word;
          expect(readReply(before.join('') + written + after.join('')).intent).toBe(intent);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a hostile message of 100 kB is answered at once', () => {
    const units = [
      'a',
      'a ',
      's t ',
      'stop ',
      '"',
      '“',
      '.',
      '1a',
      '\u0301',
      'ﷺ',
      'é',
      '🛑',
      'dont ',
      'a-',
      'a*  ',
      '\u200b',
      ' ',
      'sent from my ',
      'take me off your ',
    ];
    for (const unit of units) {
      const reply = unit.repeat(100_000 / unit.length);
      readReply(reply);
      const started = performance.now();
      readReply(reply);
      expect(performance.now() - started).toBeLessThan(2_000); // Typically below 2: what grows with the square of its length takes minutes.
    }
  });
});
