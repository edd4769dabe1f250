import type { Answers, RegistrationKind } from './form.ts';

const business: Answers = {
  legal_name: 'Harbor Coffee Roasters LLC',
  display_name: 'Harbor Coffee',
  website: 'https://www.harborcoffee.example',
  street: '12 Pier Street',
  city: 'Portland',
  state: 'ME',
  postal_code: '04101',
  country: 'US',
  contact_first_name: 'Ada',
  contact_last_name: 'Example',
  contact_email: 'ada@harborcoffee.example',
  contact_phone: '+12075550142',
};

const number: Answers = {
  registration_number: '12-3456789',
  registration_type: 'EIN',
  registration_country: 'US',
};

const words: Answers = {
  message_flow:
    'Customers of Harbor Coffee tick an unticked box on the form at https://harborcoffee.example/texts. Beside it stands: “By ticking this box ' +
    'you agree to get recurring automated marketing texts from Harbor Coffee. Up to 4 msgs/month. Message and data rates may apply. ' +
    'Consent is not a condition of purchase. Reply HELP for help, STOP to cancel. Terms: https://harborcoffee.example/terms ' +
    'Privacy: https://harborcoffee.example/privacy”',
  samples: [
    'Harbor Coffee: 20% off all beans this weekend with code FALL20. Reply STOP to opt out',
    'Harbor Coffee: Hi [first name], a new roast from Peru is on the shelf: https://harborcoffee.example/peru',
  ],
  privacy_policy_url: 'https://harborcoffee.example/privacy',
  terms_url: 'https://harborcoffee.example/terms',
  privacy_policy_text:
    'We keep your number to text you. Mobile numbers and text-message opt-in data and consent are not shared with or sold to third parties or affiliates for their marketing.',
  opt_in_message:
    'Harbor Coffee: Thanks for joining. 4 msgs/mo. Msg&data rates may apply. Reply HELP for help, STOP to cancel.',
  opt_out_keywords: ['STOP', 'END', 'QUIT'],
  opt_out_message: 'Harbor Coffee: You are unsubscribed and will get no more messages.',
  help_keywords: ['HELP', 'INFO'],
  help_message: 'Harbor Coffee: Help at help@harborcoffee.example. Reply STOP to cancel.',
  has_links: true,
};

const description =
  'Harbor Coffee texts people who joined at its website about offers and new roasts of its shop in Portland.';

/** A form of each kind that nobody would object to. */
export const goodForms: Readonly<Record<RegistrationKind, Answers>> = {
  brand: { ...business, ...number, entity_type: 'PRIVATE_PROFIT', vertical: 'RETAIL' },
  campaign: {
    display_name: 'Harbor Coffee',
    website: 'https://www.harborcoffee.example',
    use_case: 'MARKETING',
    description,
    ...words,
  },
  toll_free: {
    ...business,
    ...number,
    entity_type: 'PRIVATE_PROFIT',
    use_cases: ['MARKETING'],
    description,
    monthly_volume: '10,000',
    opt_in_type: 'WEB_FORM',
    opt_in_image_urls: ['https://harborcoffee.example/texts.png'],
    ...words,
  },
  short_code: {
    ...business,
    use_cases: ['MARKETING'],
    code_type: 'random',
    program_name: 'News and offers',
    description,
    texts_per_month: 4,
    opt_in_image_urls: ['https://harborcoffee.example/texts.png'],
    ...words,
  },
  alphanumeric: {
    ...business,
    destination_country: 'AU',
    sender_id: 'HarborCofee',
    registration_number: '51 824 753 556',
    purpose: 'promotional',
    samples: [
      'Harbor Coffee: 20% off all beans this weekend with code FALL20. Opt out: harborcoffee.example/stop',
    ],
  },
};
