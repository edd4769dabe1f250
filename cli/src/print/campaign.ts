import type { Campaign } from '../commands/campaign.ts';
import { countOf } from './numbers.ts';
import { plain } from './plain.ts';

/** A campaign as its writer reads it. `names` are those of lists, segments, programs and numbers by their ids. */
export function printCampaign(campaign: Campaign, names: ReadonlyMap<string, string>): string {
  const { id, name, status, version, program_id, sender_id, limit } = campaign;
  const called = (of: string) => plain(names.get(of) ?? of);
  return [
    `“${plain(name)}” (${status}), version ${version}, ${id}`,
    `From ${called(sender_id)}, for the program “${called(program_id)}”`,
    `To: ${peopleIn(campaign.include, called) || 'nobody'}${limit ? `, at most ${countOf(limit.at_most, 'person', 'people')} by the lot of seed ${limit.seed}` : ''}`,
    ...(peopleIn(campaign.exclude, called) ? [`But not to: ${peopleIn(campaign.exclude, called)}`] : []),
    ...mannersOf(campaign),
    ...wordsOf(campaign),
  ].join('\n');
}

function peopleIn({ lists, tags, segments }: Campaign['include'], called: (id: string) => string): string {
  return [
    ...lists.map((id) => `list “${called(id)}”`),
    ...tags.map((tag) => `tag “${plain(tag)}”`),
    ...(segments ?? []).map((id) => `segment “${called(id)}”`),
  ].join(', ');
}

function mannersOf({
  subject,
  shorten_links,
  utm,
  opens_with_brand,
  ends_with_opt_out,
  priority,
  when_capped,
}: Campaign): string[] {
  const added = Object.entries(utm ?? {}).map(([name, word]) => `utm_${name}=${plain(word)}`);
  const manners = [
    ...(subject === null ? [] : [`about “${plain(subject)}”`]),
    ...(priority === 'normal' ? [] : [`${priority} priority`]),
    ...(when_capped === 'skip' ? ['leaves out whoever had enough texts'] : []),
    ...(opens_with_brand ? ['begins with the brand'] : []),
    ...(ends_with_opt_out ? ['ends with how to leave'] : []),
    ...(shorten_links ? [`short links${added.length > 0 ? ` with ${added.join(', ')}` : ''}`] : []),
  ];
  return manners.length === 0 ? [] : [manners.join(' · ')];
}

function wordsOf({ language, body, texts }: Campaign): string[] {
  return [[language, body] as const, ...Object.entries(texts)].flatMap(([tag, words]) => [
    `\n${tag}:`,
    ...plain(words)
      .split('\n')
      .map((line) => `  ${line}`),
  ]);
}
