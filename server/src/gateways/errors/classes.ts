/**
 * The registry of normalised errors. Carriers have hundreds of codes and one meaning for each of these classes; dispatch acts
 * on the class, people read the carrier's sentence and what to do.
 */

export type ErrorClass =
  | 'invalid_number'
  | 'unreachable_phone'
  | 'opted_out'
  | 'sender'
  | 'registration'
  | 'content'
  | 'media'
  | 'filtered'
  | 'not_allowed'
  | 'account'
  | 'funds'
  | 'rate'
  | 'daily_cap'
  | 'temporary'
  | 'expired'
  | 'bad_request'
  | 'refused'
  | 'unconfirmed';

export type ErrorFacts = {
  /** Where it arose: at the carrier's account, our sender, what was said, the network in between, or the phone. */
  readonly origin: 'account' | 'sender' | 'text' | 'gateway' | 'network' | 'phone' | 'person' | 'request';
  /** Whether the same text may go again by itself: soon, in hours, once somebody has changed something, or never. */
  readonly isRetryable: 'soon' | 'later' | 'after_change' | 'never';
  /** Whether carriers usually charge for it; `maybe` differs by carrier and country. */
  readonly isBillable: 'no' | 'yes' | 'maybe';
  /** For people. */
  readonly toDo: string;
};

export const errorClasses: Readonly<Record<ErrorClass, ErrorFacts>> = {
  invalid_number: {
    origin: 'phone',
    isRetryable: 'never',
    isBillable: 'maybe',
    toDo: 'Correct the number or take it off the list: it cannot get texts.',
  },
  unreachable_phone: {
    origin: 'phone',
    isRetryable: 'later',
    isBillable: 'yes',
    toDo: 'The phone is off or out of reach. Try again hours later, once or twice at most.',
  },
  opted_out: {
    origin: 'person',
    isRetryable: 'never',
    isBillable: 'no',
    toDo: 'The person has left. Nothing may be sent until they text START to the same number.',
  },
  sender: {
    origin: 'sender',
    isRetryable: 'after_change',
    isBillable: 'no',
    toDo: 'The number that sends is not one of this account, or may not text there. Check the number.',
  },
  registration: {
    origin: 'sender',
    isRetryable: 'after_change',
    isBillable: 'maybe',
    toDo: 'The number that sends lacks a registration (10DLC campaign, toll-free verification). Finish it first.',
  },
  content: {
    origin: 'text',
    isRetryable: 'after_change',
    isBillable: 'no',
    toDo: 'The words cannot go as they are. Shorten or change them.',
  },
  media: {
    origin: 'text',
    isRetryable: 'after_change',
    isBillable: 'no',
    toDo: 'The picture or file cannot go as it is. Check its size, its type and its address.',
  },
  filtered: {
    origin: 'network',
    isRetryable: 'never',
    isBillable: 'yes',
    toDo: 'A filter took it for spam. Pause the campaign, read its words again, and ask the carrier.',
  },
  not_allowed: {
    origin: 'gateway',
    isRetryable: 'after_change',
    isBillable: 'no',
    toDo: 'The account or the network does not text there. Allow the country at the carrier, or leave it out.',
  },
  account: {
    origin: 'account',
    isRetryable: 'after_change',
    isBillable: 'no',
    toDo: 'The carrier does not accept these credentials, or the account is closed. Enter them again and test.',
  },
  funds: {
    origin: 'account',
    isRetryable: 'after_change',
    isBillable: 'no',
    toDo: 'The account at the carrier is empty. Top it up; sending goes on by itself.',
  },
  rate: {
    origin: 'gateway',
    isRetryable: 'soon',
    isBillable: 'no',
    toDo: 'Too fast for the carrier. It goes again by itself; lower the pace if it stays.',
  },
  daily_cap: {
    origin: 'network',
    isRetryable: 'later',
    isBillable: 'no',
    toDo: 'The number has sent as much as it may today. The rest goes tomorrow.',
  },
  temporary: {
    origin: 'network',
    isRetryable: 'soon',
    isBillable: 'maybe',
    toDo: 'Passing trouble at the carrier or in the network.',
  },
  expired: {
    origin: 'phone',
    isRetryable: 'never',
    isBillable: 'maybe',
    toDo: 'Its time was over before the phone could be reached.',
  },
  bad_request: {
    origin: 'request',
    isRetryable: 'after_change',
    isBillable: 'no',
    toDo: 'The carrier did not understand the request. Check the settings of the gateway; if they are right, report it to us.',
  },
  refused: {
    origin: 'network',
    isRetryable: 'never',
    isBillable: 'maybe',
    toDo: 'The network refused it for good.',
  },
  unconfirmed: {
    origin: 'network',
    isRetryable: 'never',
    isBillable: 'yes',
    toDo: 'Whether it arrived is not known, and the carrier will not say more.',
  },
};
