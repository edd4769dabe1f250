/** What each purpose of a program is for, and on what it usually stands (GDPR art. 6(1)); the business may say otherwise. */
type PurposeFacts = { readonly what: string; readonly basis: string };

const consent = 'Consent, GDPR art. 6(1)(a) with directive 2002/58/EC art. 13(1)';
const contract = 'Performance of a contract, GDPR art. 6(1)(b)';
const interest = 'Legitimate interests, GDPR art. 6(1)(f)';

export const purposeFacts: Readonly<Record<string, PurposeFacts>> = {
  marketing: { what: 'Advertising by text message to people who asked for it', basis: consent },
  transactional: { what: 'Telling customers about their orders, appointments and accounts', basis: contract },
  otp: { what: 'Sending one-time passwords with which people show who they are', basis: contract },
  conversational: { what: 'Answering people who wrote', basis: `${contract}, or ${interest.toLowerCase()}` },
  internal: { what: 'Messages to staff', basis: `${interest}; national law on employment (art. 88)` },
  survey: { what: 'Asking people for their opinion', basis: consent },
  nonprofit: { what: 'Asking for donations and telling of the work of an organisation', basis: consent },
  political: {
    what: 'Political messages',
    basis:
      'Explicit consent, GDPR art. 9(2)(a), where political opinions can be read from it; else consent, art. 6(1)(a)',
  },
  healthcare: {
    what: 'Messages about health care',
    basis: 'Contract, GDPR art. 6(1)(b), with art. 9(2)(h) or explicit consent, art. 9(2)(a)',
  },
  emergency: { what: 'Warning people of danger', basis: 'Vital interests, GDPR art. 6(1)(d)' },
};

export const factsOfPurpose = (purpose: string): PurposeFacts =>
  purposeFacts[purpose] ?? { what: purpose, basis: 'to be said by the business' };
