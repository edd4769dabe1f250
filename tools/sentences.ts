import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spanishOfTexts } from '@tidings/sms/spanish';
import { collectSentences } from './sentences/collect.ts';

// `node tools/sentences.ts`: after sentences of the service have changed. Puts an empty place for the Spanish of each new sentence
// into the file of its folder, takes out what nobody says any more, and tells both; then the empty places are there to be filled.
const root = resolve(import.meta.dirname, '..');
const folder = join(root, 'server/src/app/languages/es');
const said = collectSentences(root);
const placeOf = (file: string) =>
  (file.startsWith('server/') ? file.split('/')[2] : file.split('/')[0]) ?? '';
type Phrases = Record<string, string>;

const ofServer = said.filter(({ file }) => placeOf(file) !== 'sms');
const places = new Set([
  ...readdirSync(folder).map((file) => file.replace('.json', '')),
  ...ofServer.map(({ file }) => placeOf(file)),
]);
places.delete('pieces');
for (const place of [...places].sort()) {
  const path = join(folder, `${place}.json`);
  const old = readdirSync(folder).includes(`${place}.json`) ? read(path) : {};
  const words = ofServer.filter(({ file }) => placeOf(file) === place).map((one) => one.words);
  const now = Object.fromEntries(words.sort().map((one) => [one, old[one] ?? '']));
  for (const one of words.filter((it) => !old[it])) console.log(`${place}.json lacks: ${one}`);
  for (const one of Object.keys(old).filter((it) => !Object.hasOwn(now, it)))
    console.log(`${place}.json: nobody says any more: ${one}`);
  writeFileSync(path, `${JSON.stringify(now, null, 2)}\n`);
}
// The library of texts keeps its own, beside what it says.
for (const { words } of said.filter(
  ({ file, words: one }) => placeOf(file) === 'sms' && !spanishOfTexts[one],
))
  console.log(`sms/src/sentences/spanish.ts lacks: ${words}`);

function read(path: string): Phrases {
  return JSON.parse(readFileSync(path, 'utf8')) as Phrases;
}
