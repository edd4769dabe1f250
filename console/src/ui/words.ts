/** Codes are for programs. Where the server sends no sentence with one, these are the words for people. */
const known: Record<string, string> = {
  paused_by_person: 'These people have paused our texts.',
  person_hours: 'These people want our texts at other hours.',
  reply_to_judge: 'Somebody has to judge first what these people wrote back.',
  frequency_cap: 'These people have had as many texts as they may for now.',
  carrier_day:
    'Their mobile carrier takes no more of the company today; the rest goes after midnight in California.',
  quiet_hours: 'It is too early or too late where these people are.',
  closed: 'Texts to the place where these people may be are stopped for now.',
  place_unknown: 'Nobody can say where these people are; an address or a time zone lets their texts go.',
  route_closed: 'Every account that these texts could leave by is closed for now.',
  paused: 'The campaign is paused.',
};

export function wordsOf(code: string): string {
  if (known[code]) return known[code];
  if (code.includes(' ')) return code;
  const words = code.replaceAll(/[._]/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
