import { address, contact, displayName, legalName, website } from './business-fields.ts';
import type { Form } from './form.ts';
import { samples } from './text-fields.ts';

const source = 'Registers of sender ids (ACMA, TRAI DLT and others)';

/** A name in place of a number, for one country. */
export const alphanumericForm: Form = {
  kind: 'alphanumeric',
  title: 'Alphanumeric sender id',
  about: 'A name in place of a number, one form for each country; nobody can answer it.',
  fields: [
    {
      id: 'destination_country',
      label: 'Where texts go',
      kind: 'country',
      required: true,
      help: 'The country whose register it is for, as two letters.',
      source,
    },
    {
      id: 'sender_id',
      label: 'The name',
      kind: 'text',
      required: true,
      minLength: 3,
      maxLength: 11,
      shape: {
        pattern: '^(?=.*[A-Za-z])[A-Za-z0-9 _.-]{3,11}$',
        words: '3 to 11 letters, digits, spaces, dots, dashes or underscores, with one letter at least',
      },
      help: 'As phones show it; it must point to the brand.',
      source,
    },
    legalName(source),
    displayName(source),
    {
      id: 'registration_number',
      label: 'Number of the business',
      kind: 'text',
      required: true,
      maxLength: 30,
      help: 'In Australia the ABN, in India the number of the principal entity, elsewhere that of the commercial register.',
      source,
    },
    website(source),
    ...address(source),
    ...contact(source, true),
    {
      id: 'purpose',
      label: 'What for',
      kind: 'choice',
      required: true,
      choices: ['promotional', 'service', 'transactional', 'government'],
      help: 'In India this is the ending of the header: -P, -S, -T or -G.',
      source,
    },
    {
      id: 'template_ids',
      label: 'Registered templates',
      kind: 'list',
      required: { field: 'destination_country', is: ['IN'] },
      minItems: 1,
      maxItems: 100,
      maxLength: 40,
      help: 'The ids that the DLT platform gave to the wordings.',
      source,
    },
    samples({ source }, 1, 5),
  ],
};
