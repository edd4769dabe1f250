import { openSheet } from '../../platform/pdf/sheet.ts';
import { sha256 } from '../../platform/secrets.ts';
import { writeCampaign } from '../campaign-record/campaign-part.ts';
import { checkingPart } from '../pdf/record-part.ts';
import { writePack } from '../pdf/render-pdf.ts';
import type { CaseEvidence } from './case-evidence.ts';
import { writeCase } from './case-part.ts';

/** The evidence for people: the same facts as the JSON, which lies inside the document as a file. */
export async function renderCase(evidence: CaseEvidence, json: string): Promise<NodeJS.ReadableStream> {
  const { case: file, workspace, made_at: made, proof_pack: pack, campaign_record: campaign } = evidence;
  const sheet = openSheet(`Evidence in the case ${file.id}`, new Date(made), [
    {
      name: `${file.id}.json`,
      bytes: Buffer.from(json, 'utf8'),
      description: 'The same facts for machines; its SHA-256 is printed in this document.',
    },
  ]);
  sheet.title(file.title, `Evidence in the case ${file.id} of ${workspace.name}. Made ${made} (UTC).`);
  writeCase(sheet, evidence);
  if (pack) {
    sheet.part(`Part B: ${pack.number}`, 'Everything on record about this number.');
    await writePack(sheet, pack);
  }
  if (campaign) {
    sheet.part(
      `Part ${pack ? 'C' : 'B'}: the campaign “${campaign.campaign.name}”`,
      'Everything on record about this campaign.',
    );
    writeCampaign(sheet, campaign);
  }
  sheet.part('How to check this document', 'For somebody who takes nobody’s word for it.');
  checkingPart(sheet, evidence, sha256(json).toString('hex'));
  return sheet.finish(`Case ${file.id} · ${workspace.name} · made ${made}`);
}
