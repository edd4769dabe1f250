import { describe, expect, test } from 'vitest';
import { goodForms } from './example-forms.ts';
import { type Answers, type FormFinding, formOf, forms, lintForm, type RegistrationKind } from './index.ts';

const rulesOf = (findings: readonly FormFinding[]) => [...new Set(findings.map(({ rule }) => rule))];

describe('a form that is filled in well', () => {
  test.each(Object.entries(goodForms))('finds nothing in a good %s', (kind, answers) => {
    expect(lintForm(kind as RegistrationKind, answers)).toEqual([]);
  });
});

/** What is changed in a good form, the rule that must find it, and the field that it names. */
const flaws: readonly (readonly [RegistrationKind, string, string, Answers])[] = [
  ['campaign', 'field.missing', 'description', { description: '' }],
  ['campaign', 'field.too_short', 'description', { description: 'Texts.' }],
  ['campaign', 'field.choice', 'use_case', { use_case: 'SPAM' }],
  [
    'campaign',
    'field.count',
    'samples',
    { samples: ['Harbor Coffee: 20% off today. Reply STOP to opt out'] },
  ],
  ['campaign', 'field.kind', 'samples', { samples: 'one text' }],
  ['campaign', 'field.shape', 'terms_url', { terms_url: 'harborcoffee.example' }],
  ['campaign', 'field.unknown', 'colour', { colour: 'red' }],
  ['campaign', 'field.missing', 'sub_use_cases', { use_case: 'MIXED' }],
  ['campaign', 'cta.no_brand', 'message_flow', { message_flow: flow('Tick the box to join.') }],
  [
    'campaign',
    'cta.no_frequency',
    'message_flow',
    {
      message_flow: flow(
        'recurring automated marketing texts from Harbor Coffee. Up to 4 msgs/month. ',
        'texts from Harbor Coffee. ',
      ),
    },
  ],
  [
    'campaign',
    'cta.no_fees',
    'message_flow',
    { message_flow: flow('Message and data rates may apply. ', '') },
  ],
  ['campaign', 'cta.no_help', 'message_flow', { message_flow: flow('Reply HELP for help, ', 'Reply ') }],
  ['campaign', 'cta.no_stop', 'message_flow', { message_flow: flow('STOP to cancel', 'no more') }],
  [
    'campaign',
    'cta.not_condition',
    'message_flow',
    { message_flow: flow('Consent is not a condition of purchase. ', '') },
  ],
  ['campaign', 'cta.bundled', 'message_flow', { message_flow: flow('an unticked box', 'a pre-checked box') }],
  [
    'campaign',
    'cta.third_party',
    'message_flow',
    { message_flow: flow('an unticked box', 'purchased lists and a form') },
  ],
  [
    'campaign',
    'cta.implied',
    'message_flow',
    { message_flow: flow('an unticked box', 'a form: by providing your phone number you consent') },
  ],
  [
    'campaign',
    'cta.no_privacy_link',
    'message_flow',
    { message_flow: flow('Privacy: https://harborcoffee.example/privacy', '') },
  ],
  [
    'campaign',
    'sample.no_brand',
    'samples',
    sample('20% off all beans today with code FALL. Reply STOP to opt out'),
  ],
  [
    'campaign',
    'sample.undeclared_link',
    'samples',
    { ...sample('Harbor Coffee: see harborcoffee.example/sale. STOP to end'), has_links: false },
  ],
  [
    'campaign',
    'sample.undeclared_phone',
    'samples',
    sample('Harbor Coffee: call 202-555-0143 to reserve beans. STOP to end'),
  ],
  [
    'campaign',
    'link.shortener',
    'samples',
    sample('Harbor Coffee: 20% off at https://bit.ly/3abc. STOP to end'),
  ],
  [
    'campaign',
    'category.cannabis',
    'samples',
    sample('Harbor Coffee: CBD gummies 20% off today. STOP to end'),
  ],
  ['campaign', 'sample.unfinished', 'samples', sample('Harbor Coffee: this is a test message. STOP to end')],
  [
    'campaign',
    'sample.no_opt_out',
    'samples',
    {
      samples: [
        'Harbor Coffee: 20% off beans today only.',
        'Harbor Coffee: new roast from Peru on the shelf, $14 a bag.',
      ],
    },
  ],
  [
    'campaign',
    'sample.promotes',
    'samples',
    {
      use_case: 'ACCOUNT_NOTIFICATION',
      description: 'Harbor Coffee tells its members about changes of their account, such as points.',
    },
  ],
  ['campaign', 'sample.other_use_case', 'samples', { use_case: '2FA' }],
  [
    'campaign',
    'sample.alike',
    'samples',
    {
      samples: [
        'Harbor Coffee: 20% off beans today at our shop. STOP to end',
        'Harbor Coffee: 30% off beans today at our shop. STOP to end',
      ],
    },
  ],
  ['campaign', 'use_case.contradicts', 'description', { use_case: 'CUSTOMER_CARE' }],
  [
    'campaign',
    'use_case.of_itself',
    'sub_use_cases',
    { use_case: 'MIXED', sub_use_cases: ['MIXED', 'MARKETING'] },
  ],
  [
    'campaign',
    'policy.no_clause',
    'privacy_policy_text',
    { privacy_policy_text: 'We keep your number to send you texts.' },
  ],
  [
    'campaign',
    'policy.shares',
    'privacy_policy_text',
    { privacy_policy_text: 'We may share your information with third parties and partners.' },
  ],
  ['campaign', 'policy.unread', 'privacy_policy_text', { privacy_policy_text: '' }],
  ['campaign', 'website.mismatch', 'terms_url', { terms_url: 'https://other.example/terms' }],
  ['campaign', 'website.shortener', 'terms_url', { terms_url: 'https://bit.ly/terms' }],
  ['campaign', 'website.not_own', 'website', { website: 'https://www.facebook.com/harborcoffee' }],
  [
    'campaign',
    'reply.no_brand',
    'help_message',
    { help_message: 'Help at help@harborcoffee.example. Reply STOP to cancel.' },
  ],
  [
    'campaign',
    'reply.help_no_contact',
    'help_message',
    { help_message: 'Harbor Coffee: we are here to help you at any time.' },
  ],
  [
    'campaign',
    'reply.stop_no_end',
    'opt_out_message',
    { opt_out_message: 'Harbor Coffee: thank you for your time.' },
  ],
  [
    'campaign',
    'reply.stop_promotes',
    'opt_out_message',
    { opt_out_message: 'Harbor Coffee: You are unsubscribed. Get 20% off if you come back!' },
  ],
  [
    'campaign',
    'reply.join_no_stop',
    'opt_in_message',
    {
      opt_in_message:
        'Harbor Coffee: Thanks for joining. 4 msgs/mo. Msg&data rates may apply. HELP for help.',
    },
  ],
  [
    'campaign',
    'reply.join_no_fees',
    'opt_in_message',
    { opt_in_message: 'Harbor Coffee: Thanks for joining. 4 msgs/mo. HELP for help, STOP to cancel.' },
  ],
  ['campaign', 'keywords.no_stop', 'opt_out_keywords', { opt_out_keywords: ['BYE'] }],
  ['campaign', 'keywords.no_help', 'help_keywords', { help_keywords: ['INFO'] }],
  ['campaign', 'keywords.both', 'opt_in_keywords', { opt_in_keywords: ['STOP'] }],
  ['brand', 'brand.ein_shape', 'registration_number', { registration_number: '1234' }],
  ['brand', 'brand.post_box', 'street', { street: 'P.O. Box 12' }],
  ['brand', 'contact.free_mail', 'contact_email', { contact_email: 'harborcoffee@gmail.com' }],
  ['brand', 'website.other_name', 'website', { website: 'https://zzq-holdings.example' }],
  ['brand', 'field.missing', 'stock_symbol', { entity_type: 'PUBLIC_PROFIT' }],
  ['brand', 'field.range', 'vetting_score', { vetting_score: 101 }],
  ['toll_free', 'field.missing', 'registration_number', { registration_number: '' }],
  ['toll_free', 'field.missing', 'opt_in_image_urls', { opt_in_image_urls: [] }],
  ['short_code', 'cta.no_stop', 'message_flow', { message_flow: flow('STOP to cancel', 'no more') }],
  ['alphanumeric', 'alphanumeric.impossible', 'destination_country', { destination_country: 'US' }],
  [
    'alphanumeric',
    'sample.no_way_out',
    'samples',
    { samples: ['Harbor Coffee: 20% off all beans this weekend.'] },
  ],
  ['alphanumeric', 'alphanumeric.generic', 'sender_id', { sender_id: 'INFO' }],
  ['alphanumeric', 'alphanumeric.other_name', 'sender_id', { sender_id: 'ZzqBank' }],
  ['alphanumeric', 'field.missing', 'template_ids', { destination_country: 'IN' }],
];

function flow(from: string, to?: string): string {
  const good = String(goodForms.campaign.message_flow);
  return to === undefined
    ? `${from} ${good.replaceAll('Harbor Coffee', 'we').replaceAll('harborcoffee', 'shop')}`
    : good.replace(from, to);
}

function sample(text: string): Answers {
  return {
    samples: [text, 'Harbor Coffee: your weekly roast is on the shelf, $14 a bag. Reply STOP to opt out'],
  };
}

describe('a known reason to reject', () => {
  test.each(flaws)('in a %s is found as %s in %s', (kind, rule, field, change) => {
    const found = lintForm(kind, { ...goodForms[kind], ...change });
    const finding = found.find((one) => one.rule === rule);
    expect(rulesOf(found)).toContain(rule);
    expect(finding?.field).toBe(field);
    expect(finding?.sentence).toMatch(/\S.*\.$/s);
    expect(finding?.remedy.length).toBeGreaterThan(5);
  });

  test('names the item of a list and the place in it', () => {
    const found = lintForm('campaign', {
      ...goodForms.campaign,
      ...sample('Harbor Coffee: call 202-555-0143 now. STOP to end'),
    });
    const { item, start, end } = found.find(({ rule }) => rule === 'sample.undeclared_phone') ?? {
      item: null,
      start: 0,
      end: 0,
    };
    expect([item, 'Harbor Coffee: call 202-555-0143 now. STOP to end'.slice(start, end)]).toEqual([
      0,
      '202-555-0143',
    ]);
  });
});

test('the form of a name asks for no flags, so a link in its sample is declared by itself', () => {
  expect(lintForm('alphanumeric', goodForms.alphanumeric)).toEqual([]);
});

test('every field says what it is for and where it comes from, once in a form', () => {
  for (const { kind, fields } of forms) {
    expect(new Set(fields.map(({ id }) => id)).size).toBe(fields.length);
    for (const { help, source, label } of fields) {
      expect(help).toMatch(/\.$/);
      expect([label, source].every((one) => one.length > 2)).toBe(true);
    }
    expect(formOf(kind).fields).toBe(fields);
  }
});

test('an empty form is missing what is required and nothing else', () => {
  for (const { kind } of forms) expect(rulesOf(lintForm(kind, {}))).toEqual(['field.missing']);
});
