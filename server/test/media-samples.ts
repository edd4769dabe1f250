import type { Context } from '../src/platform/context.ts';

/** A card is the smallest thing that goes along with a text. */
export const card = (name: string) => `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:${name}\r\nEND:VCARD\r\n`;

/** An invoice of one line that is about nothing of ours. */
export const invoiceLines = (name: string) => `id,cost,unit\n${name},0.01,USD\n`;
export const invoiceQuery = (name: string) =>
  `?name=${name}&form=generic&id_column=id&amount_column=cost&currency_column=unit`;

/** Media of the workspace, and an MMS of it. */
export async function furnishMedia(
  ctx: Context,
  workspaceId: string,
  make: (url: string, payload: string, headers: object) => Promise<string>,
  name: string,
  gateway: string,
) {
  const headers = { 'content-type': 'application/octet-stream' };
  const media = await make(`/v1/media?name=${name}`, card(name), headers);
  await make(`/v1/media?name=${name}`, card(`${name} of an MMS`), headers);
  const { rows } = await ctx.db.tx(workspaceId, (tx) =>
    tx.query<{ id: string }>(
      `insert into mms (workspace_id, id, media, subject, used_at)
       select workspace_id, gen_random_uuid(), array[id], $1, now() from media where workspace_id = current_workspace() order by created_at desc, id desc limit 1 returning id`,
      [name],
    ),
  );
  const invoices = await make(
    `/v1/gateways/${gateway}/invoices${invoiceQuery(name)}`,
    invoiceLines(name),
    headers,
  );
  return { media, invoices, mms: `mms_${rows[0]?.id.replaceAll('-', '')}` };
}

export const mediaSamples = {
  'POST /v1/media': card('Mine'),
  'POST /v1/workspace/prices': 'country,per_part\nCA,0.01\n',
  'POST /v1/gateways/:id/invoices': invoiceLines('Mine'),
  'PUT /v1/gateways/:id/receives': { receives: 'callbacks' },
};
