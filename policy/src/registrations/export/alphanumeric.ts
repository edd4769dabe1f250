import { ownNames } from '../forms.ts';
import type { FieldNames, FormNames } from './names.ts';

/**
 * A name in place of a number under a provider's own field names. Few have any: most put a name on a country's register by
 * hand, from a page or a ticket, and their calls only say that an account may use it.
 *
 * @param handedIn what the call does not do, and who does it
 */
const byCall = (
  fields: FieldNames,
  handedIn: string,
  asked: Readonly<Record<string, string>> = {},
): FormNames => ({ fields, asked, handedIn, confidence: 'A' });

/** Our own names, to copy from: the provider has published none for names in place of numbers. */
const byHand = (handedIn: string): FormNames => ({
  fields: ownNames('alphanumeric'),
  handedIn,
  confidence: 'C',
});

/** `POST /v1/Services/{Sid}/DestinationAlphaSenders`. */
export const twilioName = byCall(
  { sender_id: 'AlphaSender', destination_country: 'IsoCountryCode' },
  'This makes the name the sender of a messaging service for the country. Where the country registers names, Twilio takes the papers by the form of its console or a ticket.',
);

/** `POST /v2/alphanumeric_sender_ids`. */
export const telnyxName = byCall(
  { sender_id: 'alphanumeric_sender_id' },
  'This lets an account send under the name. Where the country registers names, Telnyx takes the papers by a ticket with its support.',
  { messaging_profile_id: 'The messaging profile that sends under the name.' },
);

/** `POST /v3/alpha-tags`. */
export const clickSendName = byCall(
  { sender_id: 'alpha_tag', destination_country: { name: 'countries', as: 'list' } },
  'ClickSend looks at the name and takes or refuses it. Of countries it knows Australia alone: leave countries and businesses out for every other.',
  {
    reason: 'Whose name it is, in the words of ClickSend’s list, such as “Company Name” or “Trademark”.',
    businesses: 'For Australia: who the business is, as an object with its country, its ABN and its names.',
  },
);

/** `POST /api/v2/senderids`. */
export const textMagicName = byCall(
  { sender_id: 'senderId', samples: { name: 'explanation', as: 'first' } },
  'Textmagic looks at the name and takes or refuses it. Where the country registers names, it asks for the papers by mail.',
  { explanation: 'Why the name is yours and what for; the first sample stands there.' },
);

export const vonageName = byHand(
  'Vonage takes names by the Global Sender ID page of its dashboard, which asks other things in each country, or by a ticket; it has published no field names. These are ours, to copy from.',
);

export const plivoName = byHand(
  'Plivo takes names by its console (Messaging, Settings, Sender ID) country by country; it has published no field names. These are ours, to copy from.',
);

export const birdName = byHand(
  'Bird takes names by its dashboard; what a country asks is asked there. These are our field names, to copy from.',
);

/** `POST /v1/projects/{project}/registrations` needs a policy of the market, whose questions only the market's call tells. */
export const sinchName = byHand(
  'Sinch takes names by its Registration API or dashboard: ask /markets/details?marketCode=… for the country’s policy first, whose questions are the fields. These are our names for the usual ones.',
);
