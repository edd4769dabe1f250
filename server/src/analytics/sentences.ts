import { cityOf } from '../compliance/index.ts';

/** What a reason code means to a person, and what can be done about it. */
export type Explanation = { readonly sentence: string; readonly remedy: string | null };

/**
 * Every reason that dispatch, carriers and launches give. A code that is not here is shown with the carrier's own words;
 * it is never hidden under another.
 */
const explanations: Readonly<Record<string, Explanation>> = {
  'contact.opted_out': {
    sentence: 'The person opted out before the text could leave.',
    remedy: null,
  },
  'contact.restricted': {
    sentence: 'The person has asked that what is on file about them be kept and not used.',
    remedy: null,
  },
  'contact.consent_too_weak': {
    sentence: 'The consent on file is not enough for texts of this purpose in the person’s country.',
    remedy:
      'Let the person join by a keyword or a form that shows the whole disclosure, or import the record of how they agreed.',
  },
  'contact.consent_expired': {
    sentence: 'The consent on file came from a dealing that is too long ago.',
    remedy: 'Ask the person to join, or record the newer dealing with its date.',
  },
  'contact.do_not_call': {
    sentence: 'The number stands on a do-not-call list.',
    remedy: 'Written consent exempts it from the registers; your own list nothing.',
  },
  'do_not_call.too_old': {
    sentence:
      'The text rests on a dealing, and the do-not-call registers at hand are missing or older than 31 days.',
    remedy: 'Bring the newest registers: tidings dnc import.',
  },
  'contact.unreachable': {
    sentence: 'No text reaches the number: it is a landline, or there is no such number.',
    remedy: 'Ask the person for the number of their mobile.',
  },
  'contact.reassigned': {
    sentence: 'The number was given up after the consent on file, so it may be somebody else’s.',
    remedy: 'Let whoever has it now join anew.',
  },
  'contact.no_consent': {
    sentence: 'No consent to this program is recorded any more.',
    remedy: 'Ask the person to join, by a keyword or a form.',
  },
  'contact.gone': { sentence: 'The person was removed after the launch.', remedy: null },
  'place.placeless': {
    sentence: 'The number stands for no phone that gets texts: it follows a machine, a price or a service.',
    remedy: 'Ask the person for the number of their phone.',
  },
  'country.not_allowed': {
    sentence: 'The number belongs to a country that this workspace does not text.',
    remedy: 'Where you mean to text there, add the country to those of the workspace.',
  },
  'sender.out_of_reach': {
    sentence:
      'The number that sends reaches nobody in that country: a toll-free number, a short code or a name of elsewhere.',
    remedy: 'Text there from a number of that country, or from a pool that has one.',
  },
  'sender.unregistered': {
    sentence:
      'The long code stood under no approved 10DLC campaign, without which carriers of the US deliver nothing.',
    remedy: 'Register it (`tidings registration`), or bring in the registration that it has elsewhere.',
  },
  'sender.unverified': {
    sentence:
      'The toll-free number was not verified, without which carriers of the US and Canada deliver nothing.',
    remedy: 'Have it verified (`tidings registration`), or bring in the verification that it has elsewhere.',
  },
  'sender.unapproved': {
    sentence: 'The short code was not approved, without which carriers of the US deliver nothing.',
    remedy: 'Apply for it (`tidings registration`), or bring in the approval that it has elsewhere.',
  },
  'sender.not_for_us': {
    sentence: 'The sender is no number of the US, and reaches nobody there.',
    remedy: 'Text people in the US from a number of the US.',
  },
  'route.none': {
    sentence: 'No route takes a text to that country in that lane.',
    remedy: 'Add a route, or widen one: `tidings routes test` says why each is not the one.',
  },
  'route.failover': {
    sentence: 'The account that would have been first was closed, or had refused it.',
    remedy: null,
  },
  'carrier.refused_here': {
    sentence: 'The account refused the text for its own reasons, and another took it over.',
    remedy: 'Allow at that carrier what it refuses, or keep the route away from such texts.',
  },
  'spend.day_cap': {
    sentence: 'The spend cap of the day was reached, and a password cannot wait.',
    remedy: 'Raise the cap of the day, or find out who asks for so many passwords.',
  },
  'spend.month_cap': {
    sentence: 'The spend cap of the month was reached, and a password cannot wait.',
    remedy: 'Raise the cap of the month, or find out who asks for so many passwords.',
  },
  'frequency.skipped': {
    sentence: 'The person had had as many texts as they may, and the campaign leaves such people out.',
    remedy: 'Let them wait (when_capped), or text less often.',
  },
  'frequency.too_long': {
    sentence:
      'The person had had as many texts as they may, and would have had to wait for more than three days.',
    remedy: 'Text less often, or promise more texts a month to those who join the program.',
  },
  'velocity.number': {
    sentence: 'This number was sent as many one-time passwords in ten minutes as anybody needs.',
    remedy: 'Have the person wait some minutes; limit how often your form sends a password.',
  },
  'velocity.prefix': {
    sentence:
      'Too many one-time passwords went to neighbouring numbers in ten minutes, as in fraud with dear destinations.',
    remedy:
      'See who asks for them: a form without a limit is found within days. Raise the limit where the people are real.',
  },
  'velocity.workspace': {
    sentence: 'The workspace sent more one-time passwords in ten minutes than it allows.',
    remedy: 'See who asks for them, and raise the limit where the people are real.',
  },
  'merge.value_missing': {
    sentence: 'A value that the text needs was removed after the check, so no text could be written.',
    remedy: 'Fill in the value, or give the merge field a fallback in the next campaign.',
  },
  'campaign.stopped': { sentence: 'The campaign was stopped before this text left.', remedy: null },
  'worker.died': {
    sentence:
      'The process that sent it died before it noted the answer. It was not sent again, because it may have arrived.',
    remedy: 'Nothing to do: the carrier is asked about each of these texts.',
  },
  'hold.asked': {
    sentence:
      'The database was restored, and this text may have left in the time that it does not know of. It was not sent again blindly.',
    remedy: 'Nothing to do: the carrier is asked about each of these texts.',
  },
  'hold.skipped': {
    sentence:
      'The database was restored, and somebody decided that the texts whose fate it does not know are not sent.',
    remedy: 'Some of these people may have got the text. If the others must have it, write to them anew.',
  },
  'hold.opted_out': {
    sentence:
      'The person opted out while the installation was on hold. It was not sent from then on; whether it had left before, this database cannot know.',
    remedy: null,
  },
  'carrier.answer_lost': {
    sentence: 'The carrier’s answer was lost. It was not sent again, because it may have arrived.',
    remedy: 'Nothing to do: the carrier is asked about each of these texts where it can be asked.',
  },
  'carrier.slow_answer': {
    sentence: 'The carrier took much longer to answer than for the texts beside it.',
    remedy: 'Nothing to do: a late answer still counts, and otherwise the carrier is asked.',
  },
  'carrier.had_it': {
    sentence: 'The carrier said that it had taken the text; only its answer was lost.',
    remedy: null,
  },
  'carrier.never_had_it': {
    sentence: 'The carrier said that it never had the text.',
    remedy: 'Nothing to do: it goes out once more under the same reference.',
  },
  'carrier.contradicts': {
    sentence: 'The carrier took its last word back; the first report stands.',
    remedy: 'Ask the carrier about the text by its id when it matters.',
  },
  'carrier.throttled': {
    sentence: 'The carrier asked us to slow down.',
    remedy: 'Nothing to do: it is tried again. If it happens often, lower the pace of the sender.',
  },
  'carrier.unreachable': {
    sentence: 'The carrier could not be reached, and has nothing of this text.',
    remedy: 'Nothing to do: it is tried again until the carrier answers.',
  },
  'carrier.misconfigured': {
    sentence: 'The carrier refused our account.',
    remedy: 'Check the credentials of the gateway; texts wait until it works.',
  },
  'carrier.bad_sender': {
    sentence: 'The carrier does not let this number send.',
    remedy: 'See at the carrier that the number is yours and registered; its texts wait until then.',
  },
  'carrier.no_funds': {
    sentence: 'The account at the carrier has no funds.',
    remedy: 'Top the account up; texts wait until then.',
  },
  'policy.resend': {
    sentence: 'The carrier cannot be asked, and this kind of text may come twice.',
    remedy: null,
  },
  'policy.leave': {
    sentence: 'The carrier cannot say, and this kind of text must not come twice.',
    remedy: 'Ask the person whether it came before you send it again.',
  },
  'text.too_late': {
    sentence: 'It could not leave while it was of use.',
    remedy:
      'Look at the pace of the sender and at the gateway; give a longer validity where the text allows it.',
  },
  'text.words_lost': {
    sentence:
      'Nobody knew whether it had left, the carrier never had it, and by then it could not be written again.',
    remedy: 'Look at what its words ask for (fields, coupons) and send it again.',
  },
  'text.cancelled': { sentence: 'Somebody cancelled it before it left.', remedy: null },
  'gateway.failed': {
    sentence:
      'The gateway failed while it handed the text over. It was not sent again, because it may have arrived.',
    remedy: 'See the log of the service for the cause.',
  },
  'carrier.opted_out': {
    sentence: 'The carrier knows that this person opted out. It is recorded here now, too.',
    remedy: 'Nothing to mend: only the person can come back, by START.',
  },
  'carrier.landline_unroutable': {
    sentence: 'The carrier says that the number is a landline, which no text reaches.',
    remedy:
      'Ask the person for the number of their mobile. Until something newer is known, nothing is sent to it.',
  },
  'text.emergency_alone': {
    sentence: 'An emergency needs two people, and nobody else had released these words.',
    remedy: 'Ask for their release, and have somebody else give it: tidings emergency ask.',
  },
  'carrier.invalid_number': {
    sentence: 'The carrier says that this is not a number that can get texts.',
    remedy: 'Ask the person for the right number and correct it.',
  },
  'carrier.unknown_handset': {
    sentence: 'The number is not in service.',
    remedy: 'Take the number off your lists; it may soon belong to somebody else.',
  },
  'carrier.handset_off': {
    sentence: 'The phone was off or out of reach for as long as the carrier tries.',
    remedy: 'Nothing to mend. Texting these people on another day often works.',
  },
  'coupon.closed': {
    sentence: 'The coupons were ended or switched off before the text’s turn.',
    remedy: 'Give the coupons a later end, or other words to those who were left out.',
  },
  'carrier.carrier_filtered': {
    sentence: 'The carrier took the text for spam.',
    remedy:
      'Name your business first, avoid public link shorteners, and see that the sender is registered for this use.',
  },
  'carrier.validity_passed': {
    sentence: 'The carrier could not deliver it within the time it keeps a text.',
    remedy: 'Nothing to mend. Texting these people on another day often works.',
  },
  'carrier.body_too_long': {
    sentence: 'The carrier refused the text as too long.',
    remedy: 'Shorten the text.',
  },
  'carrier.bad_request': {
    sentence: 'The carrier refused the text as malformed.',
    remedy: 'See the carrier’s words on each text; the gateway may need another setting.',
  },
};

const unexplained: Explanation = {
  sentence: 'No reason was given.',
  remedy: 'Look at single texts behind this line.',
};

/** Codes come from carriers: one that is called `toString` must find nothing. */
export function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** `detail` is the carrier's own sentence, used where we have none of our own. */
export function explain(reason: string | null, detail: string | null = null): Explanation {
  const known = reason === null ? undefined : own(explanations, reason);
  if (known) return known;
  if (detail) return { sentence: detail, remedy: null };
  return reason === null
    ? unexplained
    : { ...unexplained, sentence: `The carrier gave the code ${reason.replace(/^carrier\./, '')}.` };
}

/** What dispatch wrote about a hold: `quiet_hours: 21:10 in America/Denver, …`, read back into its parts. */
export function readHold(reason: string): {
  readonly kind: string;
  readonly places: readonly { time: string; zone: string }[];
} {
  const [kind = reason, rest = ''] = reason.split(': ', 2);
  const places = [...rest.matchAll(/(\d\d:\d\d) in ([^,]+)/g)].map((match) => ({
    time: match[1] ?? '',
    zone: match[2] ?? '',
  }));
  return { kind, places };
}

const holdSentences: Readonly<Record<string, string>> = {
  frequency_cap: 'the person has had as many texts as they may for now',
  quiet_hours: 'texts have to wait for the hours that are allowed where the person is',
  hours_end_soon:
    'the hours at which the person may be texted end sooner than the carrier can be told to give up, so it goes in the next ones',
  closed: 'texts to the place where the person may be are stopped for now',
  place_unknown:
    'nobody can say where the person is: the area code is on no table, so an address or a time zone has to be known first',
  consent_to_read: 'what their consent is worth is still being read from the ledger',
  reply_to_judge: 'a person has to judge first what they wrote back',
  paused_by_person: 'they have paused our texts',
  person_hours: 'they want our texts at other hours',
  planned_hour: 'it is planned for a later hour',
  go_on:
    'the others of a pilot wait until somebody lets them go on; where nobody does within sixty days, they never get it',
  route_closed: 'every account that the text could leave by is closed for now',
  carrier_day: 'the mobile carrier takes no more of the company today',
  spend_day: 'the spend cap of the day is reached',
  spend_month: 'the spend cap of the month is reached',
  spend_campaign: 'the spend cap of the campaign is reached',
  spend_limit: 'the amount at which the campaign pauses by itself is reached',
  coupons_empty: 'the coupons have no codes left: add some, and these texts go on',
};

const capSentences: Readonly<Record<string, string>> = {
  'frequency.us.day': 'states of the US allow no more in a day, and we keep to that in the whole country',
  'frequency.promised': 'the program promises no more in thirty days',
  'frequency.own': 'this workspace allows no more',
  'frequency.budget.low': 'the fatigue budget leaves no more to texts of low priority',
  'frequency.budget.normal': 'the fatigue budget leaves no more to texts of normal priority',
  'frequency.budget.high': 'the fatigue budget is used up',
  'frequency.wished': 'the person wants no more',
};

/** Which cap it was: `frequency_cap: frequency.budget.low`. Undefined for any other reason. */
const capBehind = (reason: string): string | undefined =>
  own(capSentences, (reason.split(': ', 2)[1] ?? '').replace(/^(frequency\.own)\.\d+$/, '$1'));

/** Why a group of people waits: `Texts have to wait for the hours that are allowed where the person is: Denver, Phoenix and 2 more.` */
export function explainHold(reasons: readonly string[]): string {
  const holds = reasons.map(readHold);
  const kind = holds[0]?.kind ?? '';
  const cities = [...new Set(holds.flatMap((hold) => hold.places.map((place) => cityOf(place.zone))))].sort();
  const sentence = capitalised(own(holdSentences, kind) ?? kind.replaceAll('_', ' '));
  if (cities.length > 0) return `${sentence}: ${enumerate(cities)}.`;
  const caps = kind === 'frequency_cap' ? [...new Set(reasons.flatMap((one) => capBehind(one) ?? []))] : [];
  return caps.length === 0 ? `${sentence}.` : `${sentence}: ${caps.join('; ')}.`;
}

/** Why one person waits, with the hour on their own wall when it was decided. */
export function explainOwnHold(reason: string): string {
  const { kind, places } = readHold(reason);
  const cap = kind === 'frequency_cap' ? capBehind(reason) : undefined;
  const sentence = `${own(holdSentences, kind) ?? kind.replaceAll('_', ' ')}${cap ? `: ${cap}` : ''}`;
  const [place, ...others] = places;
  if (!place) return sentence;
  if (others.length > 0)
    return `where the person is, is not known, and it was ${place.time} in ${cityOf(place.zone)}`;
  return `it was ${place.time} in ${cityOf(place.zone)}, and ${sentence}`;
}

const shownCities = 3;

function enumerate(cities: readonly string[]): string {
  const shown = cities.slice(0, shownCities).join(', ');
  return cities.length > shownCities ? `${shown} and ${cities.length - shownCities} more` : shown;
}

export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
