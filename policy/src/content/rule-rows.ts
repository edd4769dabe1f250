import type { LintInput } from './finding.ts';

/** Whose rule it is: the FCC's, CTIA's and the carriers', CAN-SPAM's, or the house's own advice. */
export type ContentPack = 'fcc' | 'ctia' | 'carriers' | 'can_spam' | 'house';

type Vector = readonly [body: string, known?: Omit<LintInput, 'body'>];

/** A rule about words, as the linter asks it, with where it comes from and two texts that hold it to that. */
export interface ContentRow {
  readonly id: string;
  readonly pack: ContentPack;
  readonly asks: string;
  readonly source: string;
  /** `A` the law or the handbook was read, `B` a summary of it, `C` vendors alone, `M` memory, `R` recommended where nobody says anything. */
  readonly confidence: 'A' | 'B' | 'C' | 'M' | 'R';
  /** ISO days between which it holds, the second excluded; null where it always has, or has no end in sight. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** A text that it finds, and one next to it in which it finds nothing. */
  readonly finds: Vector;
  readonly passes: Vector;
}

export const contentVersion = 'content 2026-11-29';

type Told = readonly [source: string, confidence: ContentRow['confidence'], validFrom: string | null];
const ctia: Told = ['CTIA Messaging Principles and Best Practices, May 2023', 'B', '2023-05-01'];
const handbook: Told = ['CTIA Short Code Monitoring Handbook 1.8', 'B', '2021-01-01'];
const revocation: Told = ['47 CFR 64.1200(a)(10) to (12)', 'B', '2025-04-11'];
const tcr = (code: number): Told => [`TCR decline code ${code}; carriers’ codes of conduct`, 'B', null];
const canSpam: Told = ['15 U.S.C. 7704(a)', 'M', '2004-01-01'];
const carriers: Told = ['Codes of conduct of AT&T and T-Mobile', 'B', null];
const habit: Told = ['What vendors say filters score', 'C', null];
const house: Told = ['Our recommendation', 'R', null];

/** A marketing text of a brand that everybody knows to leave, unless it is said otherwise. */
const known: Omit<LintInput, 'body'> = {
  ...{ purpose: 'marketing', brands: ['Acme'], isOptOutLineDue: false, ownDomains: ['acme.example'] },
};
const mail: Omit<LintInput, 'body'> = { channel: 'commercial_email' };

const row =
  (pack: ContentPack, [source, confidence, validFrom]: Told) =>
  (id: string, asks: string, finds: string | Vector, passes: string | Vector): ContentRow => ({
    ...{ id, pack, asks, source, confidence, validFrom, validTo: null },
    ...{ finds: vectorOf(finds), passes: vectorOf(passes) },
  });
const vectorOf = (given: string | Vector): Vector =>
  typeof given === 'string' ? [given, known] : [given[0], { ...known, ...given[1] }];

const banned = (id: string, code: number, what: string, finds: string, passes: string): ContentRow =>
  row('ctia', tcr(code))(id, what, finds, passes);
const isDue = { isOptOutLineDue: true } as const;
const noReply = { canReply: false } as const;
const leads = (hops: readonly string[]) => ({
  redirects: [{ from: 'https://acme.example/s', hops }],
});

/** Every rule of the linter, by family. */
export const contentRows: readonly ContentRow[] = [
  row('ctia', ctia)(
    'identity.missing',
    'The text says whose it is.',
    'Rolls are back.',
    'Acme: rolls are back.',
  ),
  row('ctia', ctia)(
    'opt_out.missing',
    'Who may not have been told within 30 days is told how to leave.',
    ['Acme: rolls are back.', isDue],
    ['Acme: rolls are back. Reply STOP to end', isDue],
  ),
  row('ctia', ctia)(
    'opt_out.numeric',
    'Nobody is told to leave by a digit.',
    'Acme: rolls. Reply 2 to unsubscribe',
    'Acme: rolls. Reply STOP to unsubscribe',
  ),
  row('fcc', revocation)(
    'opt_out.only_way',
    'No way to leave is named as the only one.',
    'Acme: rolls. The only way to opt out is to reply STOP',
    'Acme: rolls. Reply STOP to opt out',
  ),
  row('fcc', revocation)(
    'opt_out.no_reply',
    'Where nobody can write back, another way to leave is named.',
    ['Acme: rolls. Reply STOP to end', noReply],
    ['Acme: rolls. Replies are not read. Opt out at acme.example/stop', noReply],
  ),
  row('fcc', revocation)(
    'reserved.word',
    'Words that end all texts are asked for as nothing else.',
    'Acme: see you at 5. Reply CANCEL to cancel your appointment',
    'Acme: see you at 5. Reply NO to change your appointment',
  ),
  banned(
    'category.cannabis',
    701,
    'Nothing of cannabis, hemp or kratom is sold.',
    'Acme: CBD gummies, 20% off',
    'Acme: fruit gummies, 20% off',
  ),
  banned(
    'category.firearms',
    702,
    'No firearms or ammunition are sold.',
    'Acme: handguns and ammo on sale',
    'Acme: glue guns on sale',
  ),
  banned(
    'category.sexual',
    703,
    'Nothing sexual.',
    'Acme: hot escorts near you tonight',
    'Acme: hot soup near you tonight',
  ),
  banned(
    'category.gambling',
    704,
    'No betting.',
    'Acme: casino bonus, bet now',
    'Acme: bakery bonus, order now',
  ),
  banned('category.hate', 705, 'No hatred.', 'Acme: kill all immigrants', 'Acme: welcome all immigrants'),
  banned(
    'category.profanity',
    705,
    'No swearing.',
    'Acme: this sale is fucking great',
    'Acme: this sale is really great',
  ),
  banned(
    'category.alcohol',
    706,
    'Alcohol goes only where everybody proved an age of 21.',
    'Acme: whiskey and beer, 2 for 1',
    'Acme: ginger beer chicken, 2 for 1',
  ),
  banned(
    'category.tobacco',
    707,
    'No tobacco or vapes are sold.',
    'Acme: vape juice and cigarettes, 20% off',
    'Acme: orange juice, 20% off',
  ),
  banned(
    'category.lead_generation',
    708,
    'Nobody’s data is sold or handed on.',
    'Acme: compare quotes from our partner lenders who will contact you',
    'Acme: our prices and those of last year',
  ),
  banned(
    'category.finance',
    709,
    'No high-risk loans, debt relief or stock tips.',
    'Acme: payday loans, no credit check, cash today',
    'Acme: pay on payday, cash or card',
  ),
  row('carriers', carriers)(
    'category.drugs',
    'No prescription or unapproved drugs are sold.',
    'Acme: viagra without prescription',
    'Acme: flu shots without an appointment',
  ),
  row('carriers', carriers)(
    'category.get_rich',
    'No easy money.',
    'Acme: earn $5,000 a week from home, no experience',
    'Acme: earn a free roll with your card',
  ),
  row('ctia', handbook)(
    'category.contest',
    'A contest is looked at: it has rules and a use case of its own.',
    'Acme: enter our sweepstakes and win tickets',
    'Acme: enter by the side door on Friday',
  ),
  row('carriers', carriers)(
    'link.shortener',
    'No public shorteners.',
    'Acme: rolls at bit.ly/x1',
    'Acme: rolls at acme.example/x1',
  ),
  row('carriers', carriers)(
    'link.ip',
    'No bare numbers in place of a domain.',
    'Acme: rolls at http://192.0.2.7/x',
    'Acme: rolls at https://acme.example/x',
  ),
  row('carriers', carriers)(
    'link.lookalike',
    'No address that pretends to be another.',
    'Acme: rolls at https://acme-secure-login.example.paypa1.com',
    'Acme: rolls at https://acme.example',
  ),
  row('fcc', ['47 CFR 64.3100', 'M', '2004-10-18'])(
    'link.mail_gateway',
    'No mail-to-text addresses.',
    'Acme: write to 2125550142@txt.att.net',
    'Acme: write to us@acme.example',
  ),
  row('carriers', carriers)(
    'link.unowned',
    'Links lead to the brand’s own domain.',
    'Acme: rolls at https://other.example/x',
    'Acme: rolls at https://acme.example/x',
  ),
  row('ctia', ctia)(
    'link.redirects',
    'Links take one hop, over nobody else’s domain.',
    ['Acme: rolls at https://acme.example/s', leads(['https://ads.example/2', 'https://acme.example/sale'])],
    ['Acme: rolls at https://acme.example/s', leads(['https://acme.example/sale'])],
  ),
  row('ctia', ctia)(
    'phishing.account',
    'No false alarms about accounts.',
    ['Acme: your account is suspended, verify now at https://other.example/login', { ownDomains: null }],
    'Acme: your table is ready',
  ),
  row('ctia', ctia)(
    'phishing.secrets',
    'Nobody is asked for a PIN or a password.',
    'Acme: reply with your PIN and password',
    'Acme: reply with your name',
  ),
  row('ctia', ctia)(
    'phishing.prize',
    'No prizes that nobody took part for.',
    'Acme: congratulations, you have won a free iPhone, claim your prize',
    'Acme: the winner of our bake-off is Ada',
  ),
  row('carriers', carriers)(
    'evasion.spaced',
    'Words are not spelled apart.',
    'Acme: F-R-E-E rolls',
    'Acme: free rolls',
  ),
  row('carriers', carriers)(
    'evasion.leet',
    'Letters are not written as digits.',
    'Acme: v1agra and c1alis',
    'Acme: route 66 and B12',
  ),
  row('carriers', carriers)(
    'evasion.invisible',
    'No invisible characters.',
    'Acme: fr\u200bee rolls',
    'Acme: free rolls',
  ),
  row('carriers', carriers)(
    'evasion.mixed_scripts',
    'No two alphabets in a word.',
    'Acme: fr\u0435e rolls',
    'Acme: free rolls',
  ),
  row('carriers', carriers)(
    'evasion.styled',
    'No letters that are none.',
    'Acme: 𝗙𝗥𝗘𝗘 rolls',
    'Acme: free rolls',
  ),
  row('ctia', ctia)(
    'evasion.spintax',
    'No variation for its own sake.',
    'Acme: {Hi|Hello}, rolls',
    'Acme: hi, rolls',
  ),
  row('fcc', ['47 CFR 64.1200(a)(2), (f)(13) and (15)', 'B', '2013-10-16'])(
    'purpose.promotion',
    'A line that sells makes a text marketing.',
    ['Acme: your order has shipped. 20% off your next one with code AGAIN', { purpose: 'transactional' }],
    ['Acme: your order has shipped', { purpose: 'transactional' }],
  ),
  row('ctia', ctia)(
    'frequency.contradicts',
    'The words keep what the program promises.',
    ['Acme: daily deals for you', { textsPerMonth: 4 }],
    ['Acme: weekly deals for you', { textsPerMonth: 4 }],
  ),
  row('house', house)(
    'merge.foreign_tag',
    'No tags of other products.',
    'Acme: hi [First Name], rolls',
    'Acme: hi Ada, rolls',
  ),
  row('house', house)(
    'merge.unreadable',
    'Tags close.',
    'Acme: hi {{ first_name, rolls',
    'Acme: hi {{ first_name | default: "there" }}, rolls',
  ),
  row('house', house)(
    'merge.hole',
    'No marks of nothing.',
    'Acme: Dear undefined, rolls',
    'Acme: Dear Ada, rolls',
  ),
  row('house', house)(
    'merge.no_fallback',
    'Fields that somebody may lack have a fallback.',
    'Acme: hi {{ first_name }}, rolls',
    'Acme: hi {{ first_name | default: "there" }}, rolls',
  ),
  row('house', house)(
    'tone.urgency',
    'Haste has a date.',
    'Acme: act now, last chance',
    'Acme: until Friday at 6',
  ),
  row('house', house)(
    'tone.manipulation',
    'No guilt, no fear.',
    'Acme: buy or you will regret it forever',
    'Acme: buy if you like',
  ),
  row('house', habit)(
    'tone.capitals',
    'No shouting.',
    'Acme: EVERYTHING MUST GO TODAY AND TOMORROW ALL DAY',
    'Acme: everything must go today',
  ),
  row('house', habit)(
    'tone.exclamations',
    'One exclamation mark.',
    'Acme: rolls!!! Today!!',
    'Acme: rolls! Today.',
  ),
  row('carriers', habit)('carrier.money_signs', 'No rows of money signs.', 'Acme: $$$ off', 'Acme: $3 off'),
  row('carriers', habit)(
    'carrier.several_links',
    'One link.',
    'Acme: https://acme.example/a https://acme.example/b https://acme.example/c rolls',
    'Acme: https://acme.example/a rolls',
  ),
  row('carriers', habit)(
    'carrier.fake_reply',
    'Nothing pretends to be an answer.',
    'RE: Acme: your rolls',
    'Acme: your rolls',
  ),
  row('carriers', habit)(
    'carrier.link_alone',
    'A link comes with words.',
    ['https://acme.example/a', { purpose: 'conversational' }],
    ['Here are your rolls: https://acme.example/a', { purpose: 'conversational' }],
  ),
  row('carriers', habit)(
    'carrier.too_long',
    'At most ten parts.',
    `Acme: ${'rolls and tea. '.repeat(130)}`,
    'Acme: rolls and tea.',
  ),
  row('can_spam', canSpam)(
    'can_spam.postal_address',
    'Commercial mail has a postal address.',
    ['Advertisement: tents. Unsubscribe: a@acme.example', mail],
    ['Advertisement: tents. Unsubscribe: a@acme.example\n14 Harbor Street, Portland, OR 97201', mail],
  ),
  row('can_spam', canSpam)(
    'can_spam.opt_out',
    'Commercial mail has a way to leave over the internet.',
    ['Advertisement: tents. Reply STOP. 14 Harbor Street, Portland, OR 97201', mail],
    ['Advertisement: tents. Unsubscribe: a@acme.example\n14 Harbor Street, Portland, OR 97201', mail],
  ),
  row('can_spam', canSpam)(
    'can_spam.advertisement',
    'Commercial mail says that it is an advertisement.',
    ['Tents are 20 % off. Unsubscribe: a@acme.example\n14 Harbor Street, Portland, OR 97201', mail],
    [
      'Advertisement: tents are 20 % off. Unsubscribe: a@acme.example\n14 Harbor Street, Portland, OR 97201',
      mail,
    ],
  ),
  row('can_spam', house)(
    'can_spam.not_sent_here',
    'Tidings sends no mail: who does must keep opt-outs working.',
    ['Advertisement: tents.', mail],
    'Acme: tents.',
  ),
  row('can_spam', ['47 CFR 64.3100', 'M', '2004-10-18'])(
    'can_spam.mail_gateway',
    'No mail to number@carrier without an authorisation for it.',
    ['Acme: tents.', { channel: 'mail_gateway' }],
    'Acme: tents.',
  ),
];
