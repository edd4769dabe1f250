import type { Place } from './book.ts';

export const placeLabels: Readonly<Record<Place, string>> = {
  excluded: 'Left out at the launch',
  dropped: 'Left out when their text was about to go',
  waiting: 'Still waiting',
  refused: 'The carrier refuses the text',
  unknown: 'Nobody can say whether it left',
  delivered: 'Delivered',
  undelivered: 'Not delivered',
  failed: 'Failed',
  rejected: 'Filtered',
  expired: 'Expired',
  no_receipt: 'Taken by the carrier, which never says what became of it',
};

/** Sentences for reasons of ours; those of the carrier are its own. */
export const reasonLabels: Readonly<Record<string, string>> = {
  excluded: 'on an excluded list or tag.',
  opted_out: 'they have opted out.',
  no_consent: 'no consent on record.',
  outside_countries: 'in countries that this workspace does not text.',
  unreachable: 'no text reaches the line.',
  reassigned: 'the number may be somebody else’s by now.',
  do_not_call: 'they stand on a do-not-call list, or the registers are missing or too old.',
  weak_consent: 'their consent is too weak for this purpose.',
  sender_unregistered: 'the number may not text their country yet.',
  'contact.opted_out': 'they have opted out.',
  'contact.no_consent': 'no consent on record.',
  'contact.restricted': 'their data may not be used.',
  'contact.unreachable': 'no text reaches the line.',
  'contact.reassigned': 'the number may be somebody else’s by now.',
  'place.placeless': 'no phone has such a number.',
  'frequency.skipped': 'they had as many texts as they may.',
  'frequency.too_long': 'they had as many texts as they may, and the wait would be too long.',
  unwritable: 'no text can be written for them.',
  reply_to_judge: 'somebody has to judge their reply.',
  place_unknown: 'nobody knows where they are.',
  closed: 'no hour opens for them, or nobody can say when.',
  beyond_horizon: 'after 60 days it was not their turn yet.',
  invalid_number: 'the number cannot get texts.',
  body_too_long: 'the text is too long.',
  'carrier.never_had_it': 'three answers were lost, and the carrier never had the text.',
};
