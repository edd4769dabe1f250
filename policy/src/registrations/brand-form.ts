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

const source = 'TCR brand';

/** The verticals of The Campaign Registry. */
export const verticals = [
  ...['AGRICULTURE', 'COMMUNICATION', 'CONSTRUCTION', 'EDUCATION', 'ENERGY', 'ENTERTAINMENT', 'FINANCIAL'],
  ...['GAMBLING', 'GOVERNMENT', 'HEALTHCARE', 'HOSPITALITY', 'HUMAN_RESOURCES', 'INSURANCE', 'LEGAL'],
  ...['MANUFACTURING', 'NGO', 'POLITICAL', 'POSTAL', 'PROFESSIONAL', 'REAL_ESTATE', 'RETAIL', 'TECHNOLOGY'],
  ...['TRANSPORTATION'],
] as const;

/** Who the business is. One brand for each EIN; every 10DLC registration of a use case stands under one. */
export const brandForm: Form = {
  kind: 'brand',
  title: '10DLC brand',
  about: 'Who the business is, for The Campaign Registry: one for each EIN, before any use case.',
  fields: [
    entityType(source),
    { ...legalName(source), required: true },
    displayName(source),
    ...businessNumber(false),
    {
      id: 'vertical',
      label: 'Line of business',
      kind: 'choice',
      required: true,
      choices: verticals,
      help: 'The one that comes closest.',
      source,
    },
    website(source),
    ...address(source),
    ...contact(source, false),
    {
      id: 'stock_symbol',
      label: 'Stock symbol',
      kind: 'text',
      required: { field: 'entity_type', is: ['PUBLIC_PROFIT'] },
      maxLength: 10,
      help: 'Under which the business is traded.',
      source,
    },
    {
      id: 'stock_exchange',
      label: 'Stock exchange',
      kind: 'text',
      required: { field: 'entity_type', is: ['PUBLIC_PROFIT'] },
      maxLength: 20,
      help: 'Where the business is traded, such as NASDAQ or NYSE.',
      source,
    },
    {
      id: 'tax_exempt_status',
      label: 'Section of the tax code',
      kind: 'choice',
      required: false,
      choices: ['501C3', '501C_OTHER', '527'],
      help: 'For non-profits: charities are 501C3, political organisations 527.',
      source: 'TCR brand; needed for the use cases CHARITY and POLITICAL',
    },
    {
      id: 'vetting_score',
      label: 'Vetting score',
      kind: 'number',
      required: false,
      min: 0,
      max: 100,
      help: 'What the vetting gave, from 0 to 100; leave it out while the brand is not vetted. Limits follow from it.',
      source: 'TCR external vetting',
    },
  ],
};
