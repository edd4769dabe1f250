import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPhrasebook, type Phrasebook, type Phrases } from '@tidings/sms/sentences';
import { spanishOfTexts } from '@tidings/sms/spanish';

const folder = join(import.meta.dirname, 'es');

/** What the service says, in Spanish: a file for each folder that says it, and one for the pieces that sentences are made of. */
export function readSpanish(): Phrases {
  const files = readdirSync(folder).sort();
  const read = (file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Phrases;
  return Object.assign({}, spanishOfTexts, ...files.map(read));
}

export const openSpanish = (): Phrasebook => openPhrasebook(readSpanish(), writeInSpanish);

const shortNames: Readonly<Record<string, string>> = {
  ...{ Mon: 'lun', Tue: 'mar', Wed: 'mié', Thu: 'jue', Fri: 'vie', Sat: 'sáb', Sun: 'dom' },
  ...{ Jan: 'ene', Feb: 'feb', Mar: 'mar', Apr: 'abr', May: 'may', Jun: 'jun', Jul: 'jul', Aug: 'ago' },
  ...{ Sep: 'sept', Sept: 'sept', Oct: 'oct', Nov: 'nov', Dec: 'dic' },
};
const months: Readonly<Record<string, string>> = {
  ...{ January: 'enero', February: 'febrero', March: 'marzo', April: 'abril', May: 'mayo', June: 'junio' },
  ...{ July: 'julio', August: 'agosto', September: 'septiembre', October: 'octubre', November: 'noviembre' },
  December: 'diciembre',
};
const before: Readonly<Record<string, string>> = {
  on: 'el ',
  before: 'antes del ',
  since: 'desde el ',
  until: 'hasta el ',
};

/**
 * `on Tue, 24 Nov 2026, 08:00 in Denver` → `el mar, 24 nov 2026, 08:00 en Denver`; `October 2026` → `octubre de 2026`; `12,400` →
 * `12.400`, as the console writes it.
 */
function writeInSpanish(value: string): string {
  return value
    .replaceAll(
      /(?:\b(on|before|since|until) )?\b([A-Z][a-z]{2}),? (\d{1,2}) ([A-Z][a-z]{2,3}),? (\d{4})(,? \d\d:\d\d)?( in (?=[A-Z]))?/g,
      (words, where: string | undefined, day: string, date, month: string, year, hour = '', at = '') =>
        shortNames[day] && shortNames[month]
          ? `${where ? before[where] : ''}${shortNames[day]}, ${date} ${shortNames[month]} ${year}${hour}${at && ' en '}`
          : words,
    )
    .replaceAll(/\b([A-Z][a-z]+) (\d{4})\b/g, (words, month: string, year) =>
      months[month] ? `${months[month]} de ${year}` : words,
    )
    .replaceAll(
      /^(\d{1,3})((?:,\d{3})+)(?=$|\.| )/g,
      (_, first: string, groups: string) => `${first}${groups.replaceAll(',', '.')}`,
    );
}
