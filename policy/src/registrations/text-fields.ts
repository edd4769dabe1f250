import type { FormField } from './form.ts';

type Words = { readonly source: string };

export const messageFlow = ({ source }: Words): FormField => ({
  id: 'message_flow',
  label: 'How people join',
  kind: 'text',
  required: true,
  minLength: 40,
  maxLength: 2_048,
  help: 'Every way in which people agree, with the address of the page or the keyword, and the very words they see.',
  source,
});

export const samples = ({ source }: Words, minItems: number, maxItems: number): FormField => ({
  id: 'samples',
  label: 'Sample texts',
  kind: 'list',
  required: true,
  minItems,
  maxItems,
  minLength: 20,
  maxLength: 1_024,
  help: 'Texts as they will be sent, with the brand’s name; placeholders in square brackets. At least one says how to leave.',
  source,
});

export const policies = ({ source }: Words): readonly FormField[] => [
  {
    id: 'privacy_policy_url',
    label: 'Privacy policy',
    kind: 'url',
    required: true,
    maxLength: 255,
    help: 'The page itself, open to everybody; reviewers read it.',
    source,
  },
  {
    id: 'terms_url',
    label: 'Terms',
    kind: 'url',
    required: true,
    maxLength: 255,
    help: 'The page with the terms of the text program.',
    source,
  },
  {
    id: 'privacy_policy_text',
    label: 'Words of the privacy policy',
    kind: 'text',
    required: false,
    maxLength: 50_000,
    help: 'Is not handed in: it lets the linter look for the clause that opt-in data is not shared.',
    source: 'TCR decline code 805',
  },
];

/** The answers to START, STOP and HELP, with the words that bring them. */
export const replies = ({ source }: Words): readonly FormField[] => [
  {
    id: 'opt_in_keywords',
    label: 'Words that join',
    kind: 'list',
    required: false,
    maxItems: 20,
    maxLength: 40,
    help: 'Only where people can join by a keyword.',
    source,
  },
  {
    id: 'opt_in_message',
    label: 'Text after joining',
    kind: 'text',
    required: true,
    minLength: 20,
    maxLength: 320,
    help: 'Names the brand, how often texts come, the fees, HELP and STOP.',
    source,
  },
  {
    id: 'opt_out_keywords',
    label: 'Words that leave',
    kind: 'list',
    required: true,
    minItems: 1,
    maxItems: 20,
    maxLength: 40,
    help: 'STOP must be among them.',
    source,
  },
  {
    id: 'opt_out_message',
    label: 'Answer to STOP',
    kind: 'text',
    required: true,
    minLength: 20,
    maxLength: 320,
    help: 'Names the brand and says that no more texts will come; promotes nothing.',
    source,
  },
  {
    id: 'help_keywords',
    label: 'Words that ask for help',
    kind: 'list',
    required: true,
    minItems: 1,
    maxItems: 20,
    maxLength: 40,
    help: 'HELP must be among them.',
    source,
  },
  {
    id: 'help_message',
    label: 'Answer to HELP',
    kind: 'text',
    required: true,
    minLength: 20,
    maxLength: 320,
    help: 'Names the brand and an e-mail address, a phone number or a page where help is.',
    source,
  },
];

const flag = (id: string, label: string, help: string, source: string): FormField => ({
  ...{ id, label, help, source },
  kind: 'flag',
  required: false,
});

/** What texts contain; a flag that is missing counts as no. */
export const contentFlags = ({ source }: Words): readonly FormField[] => [
  flag('has_links', 'Texts have links', 'Say yes as soon as one text may have a link.', source),
  flag(
    'has_phone_numbers',
    'Texts have phone numbers',
    'Say yes as soon as one text may have a phone number other than HELP’s.',
    source,
  ),
  flag('is_age_gated', 'Only for adults', 'Say yes where texts speak of what only adults may buy.', source),
  flag(
    'is_direct_lending',
    'Lending',
    'Say yes where texts are about loans that the brand itself gives.',
    source,
  ),
  flag(
    'has_number_pool',
    'More than 49 numbers',
    'Say yes where more than 49 numbers send; needs a number pool of the carrier.',
    source,
  ),
];
