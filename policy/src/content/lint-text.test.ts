import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hasErrors, type LintInput, lintText } from './index.ts';

const brand = { brands: ['Harbor Coffee'], purpose: 'marketing' } as const;
const rulesOf = (input: LintInput) => lintText(input).map(({ rule }) => rule);
const say = (body: string, more: Partial<LintInput> = {}) => lintText({ body, ...brand, ...more });

/** Puts fixes in place, the last first, so that earlier places stay where they are. */
function mend(body: string, more: Partial<LintInput> = {}): string {
  return [...say(body, more)]
    .reverse()
    .reduce(
      (text, { start, end, fix }) =>
        fix === undefined ? text : `${text.slice(0, start)}${fix}${text.slice(end)}`,
      body,
    );
}

test.each([
  'Reply STOP to end',
  'STOP to cancel.',
  'responda STOP para sair a qualquer momento.',
  'répondez STOP pour partir à tout moment.',
  'Répondez STOP pour quitter.',
  'responda STOP para dejarlo.',
  'If you want no more texts, reply STOP',
])('“%s” asks for nothing but to leave', (line) => {
  expect(rulesOf({ body: `Harbor Coffee: rolls from 7. ${line}`, brands: ['Harbor Coffee'] })).not.toContain(
    'reserved.word',
  );
});

// Words that stand beside forbidden ones and are none: each of them was on its way to be found once.
test.each([
  ['marketing', '12 ounces for $9, ground as you like'],
  ['marketing', 'get mobile data for $10 a month'],
  ['marketing', 'make your first deposit at the new branch and get a tote bag'],
  ['marketing', 'our butcher cures ham in the old way, $9 a pound'],
  ['marketing', 'staff and expert picks, 3 for 2'],
  ['marketing', 'your points will double this week'],
  ['marketing', 'earn $18 an hour in our warehouse, no experience needed'],
  ['marketing', 'sign up friends and get a free muffin'],
  ['nonprofit', 'be the one who makes a child smile, $10 a month'],
  ['marketing', 'everyone is coming to the picnic, see you there, $5'],
  ['transactional', 'please settle your balance of $40 at the front desk'],
  ['transactional', 'remove items from your cart until noon if you changed your mind'],
  ['transactional', 'we will connect you with an agent at 5'],
  ['transactional', 'you can pay with gift cards at the till'],
  ['otp', 'enter your verification code 7731 on our page'],
  ['transactional', 'text us your social media handle for the wall of fans'],
  ['transactional', 'tickets bought from others are null and void'],
] as const)('%s: “%s” is found no fault with', (purpose, words) => {
  expect(
    rulesOf({ body: `Harbor Coffee: ${words}. Reply STOP to opt out`, brands: ['Harbor Coffee'], purpose }),
  ).toEqual([]);
});

describe('a finding', () => {
  test('points at the words in the text as it was written, accents, emoji and invisible characters before them', () => {
    const body = 'Harbor Coffee ☕️ café\u200b: menu at https://bit.ly/3x Reply STOP to opt out';
    const found = say(body).map(({ rule, start, end }) => [rule, body.slice(start, end)]);
    expect(found).toEqual([
      ['evasion.invisible', '\u200b'],
      ['link.shortener', 'https://bit.ly/3x'],
    ]);
  });

  test('points behind a merge field, and reads the words of its fallback', () => {
    const body = 'Harbor Coffee: {{ first_name | default: "free casino spins" }} at bit.ly/x STOP to end';
    const found = say(body).map(({ rule, start, end }) => [rule, body.slice(start, end)]);
    expect(found).toEqual([
      ['category.gambling', 'casino'],
      ['link.shortener', 'bit.ly/x'],
    ]);
  });

  test('says what to do, and with its fixes in place nothing is found any more', () => {
    const body = 'free r\u200befill today at 5!!';
    expect(mend(body)).toBe('Harbor Coffee: free refill today at 5! Reply STOP to opt out');
    expect(say(mend(body))).toEqual([]);
  });

  test('on nothing at all is that there is no text', () => {
    expect(rulesOf({ body: ' \n' })).toEqual(['body.empty']);
  });
});

describe('who writes, and how to leave', () => {
  test('are errors where something is promoted, and a matter of the purpose elsewhere', () => {
    expect(hasErrors(say('See you at nine'))).toBe(true);
    const plain = { ...brand, purpose: 'transactional' as const };
    expect(lintText({ body: 'Your order is ready', ...plain })).toMatchObject([
      { rule: 'identity.missing', severity: 'warning' },
    ]);
    expect(rulesOf({ body: 'See you at nine', ...brand, purpose: 'conversational' })).toEqual([]);
  });

  test('are not asked of a text that nobody has said the purpose of, such as a template', () => {
    expect(rulesOf({ body: 'See you at nine' })).toEqual([]);
  });

  test.each(['Harbor Coffee LLC', 'HARBOR COFFEE', 'Hárbor Coffee, Inc.'])(
    'a brand called %s is named by its plain name',
    (name) => {
      expect(rulesOf({ body: 'Harbor Coffee: hi. STOP to end', ...brand, brands: [name] })).toEqual([]);
    },
  );

  test.each([
    'Txt STOP to end',
    'Unsubscribe anytime',
    'Reply “QUIT”',
    'to opt-out text us',
    'Responde ALTO',
    'ARRÊT pour finir',
    'STOP=end',
    'Antworte STOPP',
  ])('%s tells how to leave', (line) => {
    expect(say(`Harbor Coffee: new rolls. ${line}`).map(({ rule }) => rule)).not.toContain('opt_out.missing');
  });

  test.each(['Stop by today', "don't stop now", 'STOP BY OUR SHOP', 'Bus stop 9', 'Cancel anytime'])(
    '%s does not',
    (line) => {
      expect(say(`Harbor Coffee: new rolls. ${line}`).map(({ rule }) => rule)).toContain('opt_out.missing');
    },
  );

  test.each([
    ['Harbor Coffee: new rolls', '. '],
    ['Harbor Coffee: new rolls!', ' '],
    ['Harbor Coffee: https://bakery.example/rolls', '\n'],
    ['Harbor Coffee: rolls at {{ shop | default: "the mill" }}', '\n'],
  ])('the line that is missing behind %s leaves what stands there whole', (body, joint) => {
    const missing = say(body).find(({ rule }) => rule === 'opt_out.missing');
    expect(missing?.fix).toMatch(new RegExp(`^${joint.replace('.', '\\.')}\\w`));
  });

  test('nobody is due to be told where the caller says so', () => {
    expect(say('Harbor Coffee: new rolls', { isOptOutLineDue: false })).toEqual([]);
  });
});

describe('a forbidden category', () => {
  test('is allowed from the age that its country asks for, and no earlier', () => {
    const body = 'Harbor Coffee: two beers for $5 tonight. Reply STOP to opt out';
    expect(rulesOf({ body, ...brand })).toEqual(['category.alcohol']);
    expect(rulesOf({ body, ...brand, ageGate: 20 })).toEqual(['category.alcohol']);
    expect(rulesOf({ body, ...brand, ageGate: 21 })).toEqual([]);
    expect(rulesOf({ body, ...brand, ageGate: 18, country: 'GB' })).toEqual([]);
    const cannabis = 'Harbor Coffee: CBD lattes for $5. Reply STOP to opt out';
    expect(rulesOf({ body: cannabis, ...brand, ageGate: 21 })).toEqual(['category.cannabis']);
  });

  test('is not found in the name of the brand, unless the name says what is sold', () => {
    const body = (name: string) => `${name}: 20% off all week. Reply STOP to opt out`;
    for (const name of ['The Wine Bar', 'Cigar Box Guitars', 'Bullet Coffee', 'Ace Bingo Supplies'])
      expect(rulesOf({ body: body(name), purpose: 'marketing', brands: [name] })).toEqual([]);
    expect(
      rulesOf({ body: body('Green Cannabis'), purpose: 'marketing', brands: ['Green Cannabis'] }),
    ).toEqual(['category.cannabis']);
  });
});

describe('a link', () => {
  const links = (written: string, more: Partial<LintInput> = {}) =>
    say(`Harbor Coffee: see our menu for today at ${written} Reply STOP to opt out`, more).map(
      ({ rule }) => rule,
    );

  test('to the brand’s own domain or a part of it is fine, to another one is a warning once domains are known', () => {
    const own = { ownDomains: ['harbor.example'] };
    expect(links('https://harbor.example/menu', own)).toEqual([]);
    expect(links('https://go.harbor.example/menu', own)).toEqual([]);
    expect(links('https://notharbor.example/menu', own)).not.toEqual([]);
    expect(links('https://elsewhere.example/menu', own)).toEqual(['link.unowned']);
    expect(links('https://elsewhere.example/menu')).toEqual([]);
  });

  test('is seen without a scheme, in capitals, and with a merge field in it', () => {
    expect(links('BIT.LY/abc')).toEqual(['link.shortener']);
    expect(links('x.app.link/abc.')).toEqual(['link.shortener']);
    expect(links('https://bit.ly/{{ code | default: "a" }}')).toEqual(['link.shortener']);
  });

  test('is not seen where there is none', () => {
    for (const written of ['9 a.m. today', 'the U.S.A. shop', 'v1.2.3', 'me@harbor.example', 'end.In time'])
      expect(links(written, { ownDomains: [] })).toEqual([]);
  });

  test('to the very owner of a well-known name is no look-alike', () => {
    expect(links('https://www.paypal.com/me')).toEqual([]);
    expect(links('https://www.paypa1.com/me')).toEqual(['link.lookalike']);
    expect(links('https://paypal.com.secure.example/me')).toEqual(['link.lookalike']);
  });
});

test('emoji made of several, and scripts that join their letters, hide nothing', () => {
  for (const words of ['👩‍👩‍👧 ❤️ 1️⃣ 🏳️‍🌈', 'می‌خواهم', 'क्‍ष'])
    expect(say(`Harbor Coffee: ${words}. Reply STOP to opt out`)).toEqual([]);
});

test('whatever is written, the answer has places inside the text, a sentence and a remedy', () => {
  const piece = fc.oneof(
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      ...[
        '{{ a }}',
        '{{',
        '{% if',
        'https://',
        'bit.ly/x',
        ' STOP ',
        'free',
        '$',
        '!',
        's-e-x',
        '\u200b',
        'ß',
        'İ',
      ],
      ...['[name]', '\ud83d', '👩‍👩‍👧', 'а', 'ﬁ', '\u0301', '½', 'xn--', '@', '1.2.3.4/', '\n', '{a|b}', 'é'],
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
      const body = pieces.join('');
      for (const { start, end, sentence, remedy } of say(body, { textsPerMonth: 4, canReply: false })) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeGreaterThanOrEqual(start);
        expect(end).toBeLessThanOrEqual(body.length);
        expect(sentence.length * remedy.length).toBeGreaterThan(0);
      }
    }),
    { numRuns: 100 },
  );
});
