import { type CaseKindName, caseKinds } from '../../desk/index.ts';
import type { Sheet } from '../../platform/pdf/sheet.ts';
import { inWords, whoIs } from '../pdf/words.ts';
import type { CaseEvidence } from './case-evidence.ts';

const decisions: Readonly<Record<string, string>> = {
  upheld: 'the complaint was right',
  partly_upheld: 'the complaint was right in part',
  not_upheld: 'the complaint was not right',
  settled: 'it was settled',
  withdrawn: 'it was withdrawn',
  answered: 'it was answered',
};
const steps: Readonly<Record<string, string>> = {
  opened: 'Case opened',
  note: 'Note',
  changed: 'Changed',
  reply: 'The person wrote',
  closed: 'Case closed',
  reopened: 'Case opened again',
};

/** The case itself: what it is, by when it is due and why then, and everything that was done about it. */
export function writeCase(sheet: Sheet, evidence: CaseEvidence): void {
  const { case: file, proof_pack: pack, campaign_record: campaign } = evidence;
  sheet.heading('What this document is');
  sheet.text(
    'Tidings is a program with which a business sends text messages. Before each text it asks whether it may be sent, and keeps what it was told. This document holds what is on record about one case. Part A is the case as the business has kept it; the parts after it are the records that speak about it.',
  );
  sheet.fact('Part A', 'The case');
  if (pack) sheet.fact('Part B', `The person: everything on record about ${pack.number}`);
  if (campaign) sheet.fact(pack ? 'Part C' : 'Part B', `The campaign “${campaign.campaign.name}”`);
  sheet.fact('At the end', 'How to check that nothing of it was changed');
  sheet.heading('Part A: the case');
  sheet.fact('What it is', caseKinds[file.kind as CaseKindName].name);
  sheet.fact('About', file.title);
  sheet.fact('Number', file.number);
  if (file.number !== null && pack === null)
    sheet.fact('Record of it', 'Nothing is on record about this number, or the person was erased.');
  sheet.fact('Severity', file.severity);
  sheet.fact('Received', file.received_at);
  sheet.fact('Due', `${file.due_at}${file.is_overdue ? ', and overdue' : ''}`);
  sheet.fact('Why then', file.due_source);
  sheet.fact('Seen to by', file.assigned_to?.name ?? 'nobody yet');
  sheet.fact('State', file.status);
  sheet.fact('Decision', file.decision && (decisions[file.decision] ?? inWords(file.decision)));
  sheet.fact('Remedy', file.remedy);
  sheet.fact('Closed', file.closed_at && `${file.closed_at} by ${whoIs(file.closed_by ?? '')}`);
  sheet.heading('What was done about it');
  for (const { at, by, kind, body } of file.notes) {
    sheet.item(steps[kind] ?? inWords(kind), `${at} · ${by === 'contact' ? 'the person' : whoIs(by)}`);
    if (body !== '') sheet.quote(body);
  }
  if (evidence.staff.length === 0) return;
  sheet.heading('Who the members of staff are');
  for (const { actor, name } of evidence.staff)
    sheet.fact(name, actor.replace('member:', ''), { isCode: true });
}
