import {
  address,
  businessNumber,
  contact,
  displayName,
  entityType,
  legalName,
  website,
} from './business-fields.ts';
import type { Form } from './form.ts';
import { contentFlags, messageFlow, policies, replies, samples } from './text-fields.ts';
import { tollFreeUseCases } from './use-cases.ts';

const source = 'Toll-free verification (Twilio, Bandwidth, Telnyx)';

export const volumes = [
  ...[
    '10',
    '100',
    '1,000',
    '10,000',
    '100,000',
    '250,000',
    '500,000',
    '750,000',
    '1,000,000',
    '5,000,000',
    '10,000,000+',
  ],
] as const;

/** Who texts from a toll-free number, and what. Until it is verified nothing goes to the US or Canada (since 31 January 2024). */
export const tollFreeForm: Form = {
  kind: 'toll_free',
  title: 'Toll-free verification',
  about: 'Who texts from toll-free numbers, and what; without it nothing is delivered in the US and Canada.',
  fields: [
    legalName(source),
    displayName(source),
    entityType(source),
    ...businessNumber(true),
    website(source),
    ...address(source),
    ...contact(source, true),
    {
      id: 'use_cases',
      label: 'Use cases',
      kind: 'choices',
      required: true,
      minItems: 1,
      maxItems: 5,
      choices: Object.keys(tollFreeUseCases),
      help: 'What the texts are for.',
      source,
    },
    {
      id: 'description',
      label: 'Summary',
      kind: 'text',
      required: true,
      minLength: 40,
      maxLength: 500,
      help: 'How the business uses the number, in whole sentences.',
      source,
    },
    {
      id: 'monthly_volume',
      label: 'Texts a month',
      kind: 'choice',
      required: true,
      choices: volumes,
      help: 'An estimate; the next higher of these.',
      source,
    },
    {
      id: 'opt_in_type',
      label: 'How people join, in one word',
      kind: 'choice',
      required: true,
      choices: ['VERBAL', 'WEB_FORM', 'PAPER_FORM', 'VIA_TEXT', 'MOBILE_QR_CODE'],
      help: 'The main way.',
      source,
    },
    messageFlow({ source }),
    {
      id: 'opt_in_image_urls',
      label: 'Pictures of joining',
      kind: 'urls',
      required: true,
      minItems: 1,
      maxItems: 5,
      maxLength: 500,
      help: 'Addresses at which everybody can see the form, the sign or the page at which people join.',
      source,
    },
    samples({ source }, 1, 5),
    ...policies({ source }),
    ...replies({ source }),
    ...contentFlags({ source }).filter(({ id }) => id !== 'has_number_pool'),
    {
      id: 'additional_information',
      label: 'Anything else',
      kind: 'text',
      required: false,
      maxLength: 500,
      help: 'What the reviewer should know besides.',
      source,
    },
  ],
};
