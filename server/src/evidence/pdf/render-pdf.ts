import { openSheet, type Sheet } from '../../platform/pdf/sheet.ts';
import type { ProofPack } from '../proof-pack.ts';
import { consentPart, optOutPart, repliesPart } from './consent-part.ts';
import { checkingPart, recordPart } from './record-part.ts';
import { textsPart } from './texts-part.ts';
import { inWords } from './words.ts';

/** The pack for people: the same facts as the JSON, which lies inside the document as a file. */
export async function renderPdf(
  pack: ProofPack,
  json: string,
  jsonSha256: string,
): Promise<NodeJS.ReadableStream> {
  const made = new Date(pack.made_at);
  const sheet = openSheet(`Proof pack for ${pack.number}`, made, [
    {
      name: `proof-${pack.number.slice(1)}.json`,
      bytes: Buffer.from(json, 'utf8'),
      description: 'The same facts for machines; its SHA-256 is printed in this document.',
    },
  ]);
  sheet.title(
    `Proof pack for ${pack.number}`,
    `What ${pack.workspace.name} has on record about this number. Made ${pack.made_at} (UTC).`,
  );
  await writePack(sheet, pack);
  checkingPart(sheet, pack, jsonSha256);
  return sheet.finish(`Proof pack for ${pack.number} · ${pack.workspace.name} · made ${pack.made_at}`);
}

/** Everything that a pack tells but for how to check it. */
export async function writePack(sheet: Sheet, pack: ProofPack): Promise<void> {
  summaryPart(sheet, pack);
  consentPart(sheet, pack);
  optOutPart(sheet, pack);
  await textsPart(sheet, pack);
  repliesPart(sheet, pack);
  recordPart(sheet, pack);
}

function summaryPart(sheet: Sheet, pack: ProofPack): void {
  sheet.heading('What the record shows');
  for (const { holds, sentence } of pack.checks) sheet.check(holds, sentence);
  sheet.check(
    pack.ledger.is_intact,
    pack.ledger.is_intact
      ? `The ledger of consents (${pack.ledger.events} events of everybody) was computed again from the first event to the last when this was made, and nothing in it was changed.`
      : `The ledger of consents is not as it was written, from ${pack.ledger.broken_at ?? 'an event'} on.`,
  );
  if (pack.cut.length > 0) {
    const texts = pack.texts.length.toLocaleString('en-US');
    sheet.text(
      `NOT EVERYTHING IS TOLD HERE. There is more on record of: ${pack.cut.join(', ')}. Of ${pack.texts_in_all.toLocaleString('en-US')} texts the newest ${texts} follow, and the sentences above speak of these.`,
    );
  }
  sheet.heading('Who this is');
  const { person } = pack;
  sheet.fact('Number', pack.number);
  if (person === null) {
    const sentence =
      pack.erasures.length > 0
        ? 'This person was erased at their own request or by law. What may stay is kept under a pseudonym: that they opted out, and that consent once was on record.'
        : 'Nothing is known of the person but this number.';
    sheet.text(sentence);
  } else {
    sheet.fact('Name', [person.first_name, person.last_name].filter(Boolean).join(' ') || 'not known');
    sheet.fact('E-mail', person.email);
    sheet.fact('Country and region', [person.country, person.region].filter(Boolean).join(', '));
    sheet.fact('On record since', person.known_since);
    sheet.fact('Record', person.contact);
  }
  sheet.fact('Time zone', `${pack.time_zone.name} (known from: ${inWords(pack.time_zone.source)})`);
  for (const one of pack.programs)
    sheet.fact(
      `“${one.program}”`,
      `The person ${inWords(one.status)}, by ${one.event} of ${one.since}. A ${inWords(one.purpose)} program of ${one.brand.replace(/\.$/, '')}.`,
    );
  for (const one of pack.suppressions)
    sheet.fact(
      'No texts from',
      `${one.brand}, because: ${inWords(one.reason)}, since ${one.suppressed_at} (${one.event})${one.lifted_at ? `; lifted ${one.lifted_at}` : ''}.`,
    );
  for (const one of pack.erasures)
    sheet.fact(
      'Erased',
      `${one.at} by ${one.by}${one.because ? `, for ${String(one.because)}` : ''} (${one.event}).`,
    );
}
