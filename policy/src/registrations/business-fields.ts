import type { FormField } from './form.ts';

const trust = 'TCR brand';
const tollFree = 'Toll-free verification (Twilio, Bandwidth, Telnyx)';

export const legalName = (source: string): FormField => ({
  id: 'legal_name',
  label: 'Legal name',
  kind: 'text',
  required: true,
  maxLength: 255,
  help: 'The name under which the tax office knows the business, letter for letter.',
  source,
});

export const displayName = (source: string): FormField => ({
  id: 'display_name',
  label: 'Name that people know',
  kind: 'text',
  required: true,
  maxLength: 255,
  help: 'The brand as it stands in the texts.',
  source,
});

export const website = (source: string): FormField => ({
  id: 'website',
  label: 'Website',
  kind: 'url',
  required: true,
  maxLength: 255,
  help: 'A page of the business itself, open to everybody; reviewers look at it.',
  source,
});

/** Street, city, state, postal code and country. */
export const address = (source: string): readonly FormField[] => [
  {
    id: 'street',
    label: 'Street',
    kind: 'text',
    required: true,
    maxLength: 100,
    help: 'Street and house number of the business; no post office box.',
    source,
  },
  {
    id: 'city',
    label: 'City',
    kind: 'text',
    required: true,
    maxLength: 100,
    help: 'The city of that address.',
    source,
  },
  {
    id: 'state',
    label: 'State',
    kind: 'text',
    required: true,
    maxLength: 20,
    help: 'The state as two letters, such as NY; outside of the US the region.',
    source,
  },
  {
    id: 'postal_code',
    label: 'Postal code',
    kind: 'text',
    required: true,
    maxLength: 10,
    help: 'The postal code of that address.',
    source,
  },
  {
    id: 'country',
    label: 'Country',
    kind: 'country',
    required: true,
    help: 'Where the business is registered, as two letters.',
    source,
  },
];

/** Who answers the reviewer. */
export const contact = (source: string, isNameRequired: boolean): readonly FormField[] => [
  {
    id: 'contact_first_name',
    label: 'First name of the contact',
    kind: 'text',
    required: isNameRequired ? true : { field: 'entity_type', is: ['SOLE_PROPRIETOR'] },
    maxLength: 100,
    help: 'Somebody of the business who can answer a question about this form.',
    source,
  },
  {
    id: 'contact_last_name',
    label: 'Last name of the contact',
    kind: 'text',
    required: isNameRequired ? true : { field: 'entity_type', is: ['SOLE_PROPRIETOR'] },
    maxLength: 100,
    help: 'Their last name.',
    source,
  },
  {
    id: 'contact_email',
    label: 'E-mail of the contact',
    kind: 'email',
    required: true,
    maxLength: 100,
    help: 'An address at the domain of the business; public and non-profit brands get a code there that has to be entered.',
    source,
  },
  {
    id: 'contact_phone',
    label: 'Phone of the contact',
    kind: 'phone',
    required: true,
    help: 'In international form; a code may be sent there.',
    source,
  },
];

export const entityTypes = [
  'PRIVATE_PROFIT',
  'PUBLIC_PROFIT',
  'NON_PROFIT',
  'GOVERNMENT',
  'SOLE_PROPRIETOR',
] as const;

export const entityType = (source: string): FormField => ({
  id: 'entity_type',
  label: 'Kind of business',
  kind: 'choice',
  required: true,
  choices: entityTypes,
  help: 'How the business is organised; SOLE_PROPRIETOR only for one person without an EIN.',
  source,
});

export const registrationTypes = [
  ...[
    'EIN',
    'CBN',
    'CRN',
    'VAT',
    'ACN',
    'ABN',
    'BRN',
    'SIREN',
    'SIRET',
    'NZBN',
    'DUNS',
    'LEI',
    'GIIN',
    'OTHER',
  ],
] as const;

export const businessNumber = (isTollFree: boolean): readonly FormField[] => [
  {
    id: 'registration_number',
    label: 'Number of the business',
    kind: 'text',
    required: isTollFree
      ? true
      : { field: 'entity_type', is: ['PRIVATE_PROFIT', 'PUBLIC_PROFIT', 'NON_PROFIT', 'GOVERNMENT'] },
    maxLength: 21,
    help: 'In the US the EIN, elsewhere the number of the commercial register.',
    source: isTollFree ? `${tollFree}; mandatory since January 2026` : trust,
  },
  {
    id: 'registration_type',
    label: 'What kind of number',
    kind: 'choice',
    required: isTollFree
      ? true
      : { field: 'entity_type', is: ['PRIVATE_PROFIT', 'PUBLIC_PROFIT', 'NON_PROFIT', 'GOVERNMENT'] },
    choices: registrationTypes,
    help: 'Which register gave the number.',
    source: isTollFree ? `${tollFree}; mandatory since January 2026` : trust,
  },
  {
    id: 'registration_country',
    label: 'Country of the number',
    kind: 'country',
    required: isTollFree
      ? true
      : { field: 'entity_type', is: ['PRIVATE_PROFIT', 'PUBLIC_PROFIT', 'NON_PROFIT', 'GOVERNMENT'] },
    help: 'Whose register gave the number.',
    source: isTollFree ? `${tollFree}; mandatory since January 2026` : trust,
  },
];
