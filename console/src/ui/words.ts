import { later, t } from './language.ts';

/** Codes are for programs. Where the server sends no sentence with one, these are the words for people. */
const known: Record<string, string> = {
  paused_by_person: later('These people have paused our texts.'),
  person_hours: later('These people want our texts at other hours.'),
  reply_to_judge: later('Somebody has to judge first what these people wrote back.'),
  frequency_cap: later('These people have had as many texts as they may for now.'),
  carrier_day: later(
    'Their mobile carrier takes no more of the company today; the rest goes after midnight in California.',
  ),
  quiet_hours: later('It is too early or too late where these people are.'),
  hours_end_soon: later(
    'The hours of these people end sooner than the carrier can be told to give up; their texts go in the next ones.',
  ),
  closed: later('Texts to the place where these people may be are stopped for now.'),
  place_unknown: later(
    'Nobody can say where these people are; an address or a time zone lets their texts go.',
  ),
  route_closed: later('Every account that these texts could leave by is closed for now.'),
  paused: later('The campaign is paused.'),
};

export function wordsOf(code: string): string {
  const found = known[code];
  if (found) return t(found);
  if (code.includes(' ')) return code;
  const words = code.replaceAll(/[._]/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
