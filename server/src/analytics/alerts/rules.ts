import type { Trouble } from './class-of.ts';

/** What a workspace is told of. The thresholds are those that others in the trade watch; each can be changed or switched off. */
export const ruleNames = [
  'not_in_service',
  'unreachable',
  'filtered',
  'blocked',
  'landline',
  'unexplained',
  'clicks',
  'opt_outs',
] as const;
export type RuleName = (typeof ruleNames)[number];

export type Rule = { readonly rule: RuleName; readonly isOn: boolean; readonly threshold: number };

type Meaning = {
  readonly title: string;
  readonly threshold: number;
  /** Broken above it, or below it. */
  readonly side: 'above' | 'below';
  /** Why texts did not arrive that count; none where the rule is about something else. */
  readonly troubles: readonly Trouble[];
  readonly remedy: string;
};

export const meanings: Readonly<Record<RuleName, Meaning>> = {
  not_in_service: {
    title: 'Numbers that are not in service',
    threshold: 0.05,
    side: 'above',
    troubles: ['invalid_number'],
    remedy:
      'Look at where these numbers came from, and take old lists out. Such numbers are given to others before long.',
  },
  unreachable: {
    title: 'Phones that are off or out of reach',
    threshold: 0.05,
    side: 'above',
    troubles: ['unreachable_phone', 'expired'],
    remedy:
      'Nothing to mend on one day. When it stays, leave out people who have not been reached for months.',
  },
  filtered: {
    title: 'Texts that carriers took for spam',
    threshold: 0.1,
    side: 'above',
    troubles: ['filtered'],
    remedy:
      'Hold the campaign and read its words: name the business first, no public shorteners, a registered use.',
  },
  blocked: {
    title: 'Texts that were refused',
    threshold: 0.05,
    side: 'above',
    troubles: [
      'opted_out',
      'sender',
      'registration',
      'content',
      'media',
      'not_allowed',
      'bad_request',
      'refused',
    ],
    remedy: 'See which number and which carrier it is: tidings reports parts --by sender.',
  },
  landline: {
    title: 'Numbers that take no texts',
    threshold: 0.05,
    side: 'above',
    troubles: ['landline'],
    remedy: 'Look the numbers of new lists up before texting them.',
  },
  unexplained: {
    title: 'Texts of which nobody knows what became',
    threshold: 0.1,
    side: 'above',
    troubles: [],
    remedy: 'See whether the carrier is in trouble: tidings gateways show.',
  },
  clicks: {
    title: 'People who open a link',
    threshold: 0.06,
    side: 'below',
    troubles: [],
    remedy: 'Few people find what you send worth a look. Send less, and to fewer.',
  },
  opt_outs: {
    title: 'People who leave within a day of a text',
    threshold: 0.013,
    side: 'above',
    troubles: [],
    remedy: 'Look at which campaign it was (tidings reports parts --by campaign), and to whom it went.',
  },
};

export const isRuleName = (text: string): text is RuleName => (ruleNames as readonly string[]).includes(text);
