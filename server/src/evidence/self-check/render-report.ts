import { openSheet, type Sheet } from '../../platform/pdf/sheet.ts';
import { sha256 } from '../../platform/secrets.ts';
import { whoIs } from '../pdf/words.ts';
import type { SelfCheckReport } from './report.ts';
import type { SelfCheckRow } from './self-check.queries.ts';
import { readReport } from './self-checks.schemas.ts';

/** The report for people: the same facts as the JSON, which lies inside the document as a file, byte for byte as signed. */
export async function renderReport(
  row: SelfCheckRow,
  publicKey: string | null,
): Promise<NodeJS.ReadableStream> {
  const report = readReport(row);
  const sheet = openSheet(`Self-check of ${report.month}`, new Date(report.made_at), [
    {
      name: `self-check-${report.month}.json`,
      bytes: Buffer.from(row.report, 'utf8'),
      description: 'The same facts for machines, as they were signed.',
    },
  ]);
  sheet.title(
    `Self-check of ${report.month}`,
    `What ${report.workspace.name} sent in this month, proved anew from the record. Made ${report.made_at} (UTC).`,
  );
  summaryPart(sheet, report);
  failuresPart(sheet, report);
  howPart(sheet, report, row, publicKey);
  return sheet.finish(`Self-check of ${report.month} · ${report.workspace.name} · made ${report.made_at}`);
}

function summaryPart(sheet: Sheet, report: SelfCheckReport): void {
  sheet.heading('What was found');
  sheet.text(
    report.holds
      ? 'Everything that was asked holds.'
      : 'NOT EVERYTHING HOLDS. What failed is marked below, and named text by text after it.',
  );
  for (const { holds, sentence } of report.checks) sheet.check(holds, sentence);
  sheet.heading('The month in numbers');
  sheet.fact('Texts sent', report.texts_sent.toLocaleString('en-US'));
  sheet.fact('Of them marketing', report.marketing_texts_sent.toLocaleString('en-US'));
  sheet.fact('People texted', report.people_texted.toLocaleString('en-US'));
  sheet.fact('Opt-outs', report.opt_outs.toLocaleString('en-US'));
  sheet.fact('Texts in the sample', report.sample.size.toLocaleString('en-US'));
  sheet.fact('Month by the clock of', report.workspace.time_zone);
}

function failuresPart(sheet: Sheet, report: SelfCheckReport): void {
  if (report.failures.length === 0) return;
  sheet.heading('Texts that do not hold');
  for (const { text, submitted_at: at, failed } of report.failures) {
    sheet.item(text, at);
    for (const { check, sentence } of failed) sheet.fact(inWords(check), sentence);
  }
}

const names: Readonly<Record<string, string>> = {
  consent: 'Consent',
  opt_out: 'Opt-out',
  hours: 'Hours',
  frequency: 'How often',
  identification: 'Whose it is',
  way_out: 'How to leave',
};
const inWords = (check: string) => names[check] ?? check;

function howPart(sheet: Sheet, report: SelfCheckReport, row: SelfCheckRow, publicKey: string | null): void {
  sheet.heading('How this was done');
  sheet.text(
    'The sample was drawn by a number that follows from the end of the ledger of consents, so nobody could choose it. Each text was asked about anew: of the ledger, of the law of hours and caps by the rules that the product carries, and of its own words. What the sending service had noted was not asked.',
  );
  sheet.text(
    'What promotes nothing (passwords, orders, answers to what somebody asked) was asked for consent and opt-outs alone.',
  );
  sheet.fact('Number of the draw', String(report.sample.seed));
  sheet.fact('Asked for by', whoIs(report.made_by));
  sheet.fact('Ledger, last hash', report.ledger.last_hash, { isCode: true });
  sheet.heading('How to check this');
  sheet.text(
    'This document carries a file with the same facts for machines. Its bytes, between the line “tidings self-check v1” and a line feed, were signed (Ed25519) by the key that signs the checkpoints of the audit.',
  );
  sheet.fact('SHA-256 of the file', sha256(row.report).toString('hex'), { isCode: true });
  sheet.fact('Key', publicKey === null ? row.keyId : `${row.keyId} (Ed25519 ${publicKey})`, {
    isCode: true,
  });
  sheet.fact('Signature', row.signature.toString('base64'), { isCode: true });
}
