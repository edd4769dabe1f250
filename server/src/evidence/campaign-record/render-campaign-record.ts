import { openSheet } from '../../platform/pdf/sheet.ts';
import { sha256 } from '../../platform/secrets.ts';
import { checkingPart } from '../pdf/record-part.ts';
import { writeCampaign } from './campaign-part.ts';
import type { CampaignRecord } from './campaign-record.ts';

/** The record for people: the same facts as the JSON, which lies inside the document as a file. */
export function renderCampaignRecord(record: CampaignRecord, json: string): NodeJS.ReadableStream {
  const { campaign, workspace, made_at: made } = record;
  const sheet = openSheet(`Record of a campaign: ${campaign.name}`, new Date(made), [
    {
      name: `${campaign.id}.json`,
      bytes: Buffer.from(json, 'utf8'),
      description: 'The same facts for machines; its SHA-256 is printed in this document.',
    },
  ]);
  sheet.title(
    `Record of the campaign “${campaign.name}”`,
    `What ${workspace.name} has on record about this campaign. Made ${made} (UTC).`,
  );
  writeCampaign(sheet, record);
  checkingPart(sheet, record, sha256(json).toString('hex'));
  return sheet.finish(`Campaign “${campaign.name}” · ${workspace.name} · made ${made}`);
}
