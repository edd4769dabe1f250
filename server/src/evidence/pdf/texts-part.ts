import { setImmediate } from 'node:timers/promises';
import type { Sheet } from '../../platform/pdf/sheet.ts';
import type { ProofPack } from '../proof-pack.ts';
import { inWords, whoIs } from './words.ts';

type Text = ProofPack['texts'][number];

/** Thousands of texts take seconds to set, in which whoever else is served must not have to wait. */
const textsBetweenBreaths = 10;

export async function textsPart(sheet: Sheet, pack: ProofPack): Promise<void> {
  sheet.heading('The texts');
  if (pack.texts.length === 0) sheet.text('No text to this number is on record.');
  for (const [at, text] of pack.texts.entries()) {
    if (at % textsBetweenBreaths === 0) await setImmediate();
    tellText(sheet, text);
  }
  if (pack.left_out.length === 0) return;
  sheet.heading('Campaigns that left this person out');
  for (const one of pack.left_out)
    sheet.fact(one.at.slice(0, 19).replace('T', ' '), `“${one.campaign}”: ${inWords(one.reason)}`);
}

function tellText(sheet: Sheet, text: Text): void {
  const when = text.local_time ?? `never handed to a carrier; queued ${text.queued_at}`;
  sheet.item(`${capital(inWords(text.purpose))}: ${inWords(text.status)}`, `${text.id} · ${when}`);
  sheet.quote(text.body === '' ? '(no words were written)' : text.body);
  const campaign = text.campaign ? `“${text.campaign}”` : null;
  sheet.fact(
    'What it was',
    [inWords(text.kind), campaign, text.program && `for “${text.program}”`].filter(Boolean).join(', '),
  );
  sheet.fact('From and to', `${text.from} to ${text.to}`);
  sheet.fact('Asked for by', text.asked_by && whoIs(text.asked_by));
  sheet.fact('Allowed by', allowedBy(text));
  for (const { gate, verdict, reason } of text.gates)
    sheet.fact(
      capital(inWords(gate)),
      `${verdict}${reason ? `: ${reason.startsWith('cev_') ? reason : inWords(reason).replace(/ {2,}/g, ' ')}` : ''}`,
    );
  sheet.fact('Handed over', text.handed_over_at && `${text.handed_over_at} to ${text.gateway}`);
  sheet.fact('Carrier’s id', text.carrier_id);
  sheet.fact('Carrier took it', text.accepted_at);
  sheet.fact('Last receipt', text.final_at && `${text.final_at}: ${inWords(text.status)}`);
  for (const step of text.steps)
    sheet.fact(
      step.at.slice(0, 19).replace('T', ' '),
      [inWords(step.kind), step.reason && inWords(step.reason), step.detail].filter(Boolean).join(': '),
    );
}

const allowedBy = ({ consent_event: event, in_answer_to: reply }: Text) => {
  if (event !== null) return `the consent on record as ${event}`;
  return reply && `what the person had written, ${reply}, which it answers`;
};

const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
