import type { AnswerOf } from '@tidings/sdk';
import { printLedger } from './ledger.ts';
import { countOf, formatCount, formatDuration } from './numbers.ts';
import type { Paint } from './paint.ts';
import { oneLine, plain } from './plain.ts';

export type Preview = AnswerOf<'/v1/campaigns/{id}/preview', 'post'>;
type Sample = Omit<Preview['samples'][number], 'why'> & { readonly why: string };

const reasons: Readonly<Record<string, string>> = {
  first: 'the first of them',
  longest: 'the longest text',
  random: 'somebody among them',
  missing_value: 'lacks a value that the text names',
  forced_ucs2: 'forces special characters',
  non_latin_name: 'a name in other letters',
  without_consent: 'has no consent on record, so would not get it',
  unwritable: 'cannot be written to',
};

export function printPreview(preview: Preview, paint: Paint): string {
  const { samples, problems, warnings } = preview;
  return [
    oneLine(preview.audience),
    ...samples.map((sample) => printSample(sample, paint)),
    printLedger(preview.waterfall, paint),
    costOf(preview),
    ...mmsOf(preview),
    ...problems.map(({ sentence }) => paint.red(`Must be mended: ${plain(sentence)}`)),
    ...warnings.map(({ sentence }) => paint.yellow(`Better: ${plain(sentence)}`)),
    ...preview.reading.map(({ pointer, sentence }) => paint.dim(`${nameOf(pointer)}: ${plain(sentence)}`)),
  ].join('\n\n');
}

const nameOf = (pointer: string) =>
  pointer === '/body' ? 'The text' : `The text for ${pointer.replace('/texts/', '')}`;

/** One real person and the text they would get. */
export function printSample({ contact, why, text, sentence, parts, alphabet }: Sample, paint: Paint): string {
  const who = oneLine([contact.name, contact.number].filter(Boolean).join(', '));
  const head = paint.bold(`${who} (${reasons[why] ?? why})`);
  if (text === null) return `${head}\n${paint.red(`  ${oneLine(sentence ?? 'No text.')}`)}`;
  const lines = plain(text)
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
  const coding = alphabet === 'gsm7' ? '' : ', special characters';
  return `${head}\n${lines}\n${paint.dim(`  ${countOf(parts, 'part', 'parts')}${coding}`)}`;
}

/** Of a text with media: how many get them along, and how many a link to them, with why. */
function mmsOf({ mms }: Preview): string[] {
  if (!mms) return [];
  const along = `Media go along with the text to ${countOf(mms.people, 'person', 'people')}`;
  const why = mms.reasons.map(
    ({ reason, people }) => `${linkReasons[reason] ?? reason}: ${formatCount(people)}`,
  );
  const link = `a link to them to ${countOf(mms.with_link, 'person', 'people')} (${why.join(', ')})`;
  return [mms.with_link === 0 ? `${along}.` : `${along}, ${link}.`];
}

const linkReasons: Readonly<Record<string, string>> = {
  gateway: 'the account sends none',
  sender: 'none leave from this number or name',
  country: 'none are sent to their country',
  too_many: 'more than the carrier takes',
  too_large: 'too large for the carrier',
  type: 'of a kind that the carrier does not take',
};

function costOf(preview: Preview): string {
  const { parts, people, seconds_at_pace: seconds, forced_ucs2: forced, pace, cost } = preview;
  if (people === 0) return 'Nobody would be texted.';
  const most = parts.max === 1 ? 'one part each' : `${countOf(parts.max, 'part', 'parts')} at most`;
  const total = `${countOf(people, 'person', 'people')}, ${countOf(parts.total, 'part', 'parts')} in all (${most}), about ${formatDuration(seconds)} at ${oneLine(pace.sentence)}${cost === null ? '' : `, for ${cost.amount} ${cost.currency}`}.`;
  const signs = forced.map(
    ({ character, name, people: count }) => `${character} (${name}, ${formatCount(count)})`,
  );
  return signs.length === 0
    ? total
    : `${total}\nSigns that leave less room in a part: ${oneLine(signs.join(', '))}.`;
}
