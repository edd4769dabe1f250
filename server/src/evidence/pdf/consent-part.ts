import type { Sheet } from '../../platform/pdf/sheet.ts';
import type { ProofPack } from '../proof-pack.ts';
import { evidenceInWords } from './evidence-words.ts';
import { duration, inWords, whoIs } from './words.ts';

type Event = ProofPack['consent_events'][number];

export function consentPart(sheet: Sheet, pack: ProofPack): void {
  sheet.heading('What the person agreed to, and when');
  if (pack.consent_events.length === 0) sheet.text('No consent event is on record for this number.');
  else
    sheet.text(
      'Each entry below was written once and cannot be changed. Times are those of the act where it was, and in UTC.',
      { isQuiet: true },
    );
  for (const event of pack.consent_events) tellEvent(sheet, event);
}

function tellEvent(sheet: Sheet, event: Event): void {
  sheet.item(inWords(event.type), `${event.id} · ${event.local_time}`);
  sheet.fact('To what', event.program && `“${event.program}”, ${inWords(event.purpose ?? '')} texts`);
  sheet.fact('Of whom', event.legal_name ? `${event.brand} (${event.legal_name})` : event.brand);
  sheet.fact('How', inWords(event.method));
  sheet.fact('What the law calls it', event.level && tellLevel(event.level));
  sheet.fact('When it happened', event.occurred_at);
  sheet.fact('When it was recorded', event.recorded_at);
  sheet.fact('Recorded by', whoIs(event.recorded_by));
  sheet.fact('From the file', event.file);
  sheet.fact(
    'Erased',
    event.erased_at && `${event.erased_at}: number, contact and evidence were taken out of this entry.`,
  );
  if (event.words_shown !== null) {
    sheet.text('The words that the person was shown:', { isQuiet: true });
    sheet.quote(event.words_shown);
  }
  for (const { label, value } of evidenceInWords(event.evidence)) sheet.fact(label, value);
  if (event.page) {
    const kept =
      event.page.html === null ? 'The page itself is not on record.' : 'The page itself is in the JSON.';
    sheet.fact('Page as shown', `SHA-256 ${event.page.sha256}. ${kept}`);
  }
  sheet.fact('Hash of this entry', event.hash, { isCode: true });
  sheet.fact('Hash of the one before', event.prev_hash, { isCode: true });
}

const tellLevel = ({ name, reason, expires_at: until }: NonNullable<Event['level']>) =>
  `${inWords(name)}. ${reason}${until === null ? '' : ` It lasts until ${until}.`}`;

export function optOutPart(sheet: Sheet, pack: ProofPack): void {
  sheet.heading('Opting out');
  if (pack.opt_outs.length === 0) sheet.text('No opt-out is on record for this number.');
  for (const one of pack.opt_outs) {
    sheet.item(`Opted out of ${one.brand}`, `${one.event} · ${one.local_time}`);
    sheet.fact('How', inWords(one.method));
    if (typeof one.words === 'string') {
      sheet.text('In the person’s words:', { isQuiet: true });
      sheet.quote(one.words);
    }
    tellReading(sheet, one.reading);
    sheet.fact('Asked at', one.asked_at);
    sheet.fact('In effect at', `${one.in_effect_at}, ${duration(one.in_effect_after_ms)} after it was asked`);
    const { confirmation } = one;
    sheet.fact(
      'Confirmed',
      confirmation === null ? 'no confirmation was sent' : tellConfirmation(confirmation),
    );
  }
}

type Reading = ProofPack['replies'][number]['reading'];

function tellReading(sheet: Sheet, reading: Reading | null): void {
  if (reading === null) return;
  sheet.fact('Why it was read so', reading.why);
  sheet.fact(
    'How sure',
    reading.score === null ? null : `${(reading.score * 100).toFixed(1)} in a hundred such are read rightly`,
  );
  sheet.fact('Marks', reading.marks.map(inWords).join(', '));
}

function tellConfirmation({
  text,
  status,
  handed_over_after_ms: after,
}: NonNullable<ProofPack['opt_outs'][number]['confirmation']>): string {
  const became = status === null ? 'no longer on record' : inWords(status);
  return after === null
    ? `by ${text}, ${became}`
    : `by ${text}, handed over ${duration(after)} after the reply; ${became}`;
}

export function repliesPart(sheet: Sheet, pack: ProofPack): void {
  sheet.heading('What the person wrote');
  if (pack.replies.length === 0) sheet.text('No reply from this number is on record.');
  for (const reply of pack.replies) {
    const readAs = reply.keyword === null ? inWords(reply.read_as) : `the keyword “${reply.keyword}”`;
    sheet.item(`Read as: ${readAs}`, `${reply.id} · ${reply.local_time}`);
    sheet.quote(reply.body);
    sheet.fact('Read by', reply.read_by && inWords(reply.read_by));
    if (reply.keyword === null) tellReading(sheet, reply.reading);
    sheet.fact('Answered by', reply.answer);
    sheet.fact('Carrier’s id', reply.carrier_id);
  }
}
