import { leftBy } from '../../messages/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { Finding } from './judge-line.ts';

export type Invoice = {
  readonly id: string;
  readonly gatewayId: string;
  readonly name: string;
  readonly form: string;
  readonly periodFrom: Date | null;
  readonly periodUntil: Date | null;
  readonly passedOver: number;
  readonly createdBy: string;
  readonly createdAt: Date;
};

const columns = `id, gateway_id as "gatewayId", name, form, period_from as "periodFrom", period_until as "periodUntil",
  passed_over as "passedOver", created_by as "createdBy", created_at as "createdAt"`;

/** False where the very same file is an invoice of this gateway already. */
export async function insertInvoice(
  tx: Tx,
  invoice: Invoice & { readonly fileSha256: Buffer },
): Promise<boolean> {
  const { rowCount } = await tx.query(
    `insert into invoice (workspace_id, id, gateway_id, name, form, file_sha256, period_from, period_until, passed_over, created_by, created_at)
     values (current_workspace(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (workspace_id, gateway_id, file_sha256) do nothing`,
    [
      ...[invoice.id, invoice.gatewayId, invoice.name, invoice.form, invoice.fileSha256, invoice.periodFrom],
      ...[invoice.periodUntil, invoice.passedOver, invoice.createdBy, invoice.createdAt],
    ],
  );
  return rowCount === 1;
}

export async function findInvoice(tx: Tx, id: string): Promise<Invoice | null> {
  const { rows } = await tx.query<Invoice>(
    `select ${columns} from invoice where workspace_id = current_workspace() and id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

export async function listInvoices(tx: Tx, limit: number): Promise<Invoice[]> {
  const { rows } = await tx.query<Invoice>(
    `select ${columns} from invoice where workspace_id = current_workspace() order by created_at desc, id limit $1`,
    [limit],
  );
  return rows;
}

export type NewLine = {
  readonly line: number;
  readonly providerId: string | null;
  readonly number: string | null;
  readonly at: Date | null;
  readonly parts: number | null;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly problem: string | null;
  readonly messageId: number | null;
  readonly finding: Finding | null;
  readonly ourParts: number | null;
  readonly ourLeast: string | null;
  readonly ourMost: string | null;
};

export async function insertLines(tx: Tx, invoiceId: string, lines: readonly NewLine[]): Promise<void> {
  await tx.query({
    name: 'spending_insert_lines',
    text: `insert into invoice_line (workspace_id, invoice_id, line, provider_id, number, at, parts, amount, currency, problem, message_id, finding, our_parts, our_least, our_most)
           select current_workspace(), $1, * from unnest($2::integer[], $3::text[], $4::text[], $5::timestamptz[], $6::integer[], $7::numeric[], $8::text[],
             $9::text[], $10::bigint[], $11::text[], $12::integer[], $13::numeric[], $14::numeric[])`,
    values: [
      invoiceId,
      lines.map((one) => one.line),
      lines.map((one) => one.providerId),
      lines.map((one) => one.number),
      lines.map((one) => one.at),
      lines.map((one) => one.parts),
      lines.map((one) => one.amount),
      lines.map((one) => one.currency),
      lines.map((one) => one.problem),
      lines.map((one) => one.messageId),
      lines.map((one) => one.finding),
      lines.map((one) => one.ourParts),
      lines.map((one) => one.ourLeast),
      lines.map((one) => one.ourMost),
    ],
  });
}

export type TextOfLine = {
  readonly providerId: string;
  readonly messageId: number;
  readonly number: string;
  readonly parts: number;
  readonly isMms: boolean;
  readonly isUnsent: boolean;
  readonly senderId: string;
  readonly gatewayId: string;
  readonly campaignId: string | null;
  readonly sentAt: Date | null;
  readonly saidAmount: string | null;
  readonly saidCurrency: string | null;
};

/** The texts of the workspace by the provider's ids, which are no other provider's. */
export async function listTextsOfLines(tx: Tx, providerIds: readonly string[]): Promise<TextOfLine[]> {
  const { rows } = await tx.query<TextOfLine>({
    name: 'spending_texts_of_lines',
    text: `select m.provider_id as "providerId", m.id as "messageId", m.number, m.parts, m.mms_id is not null as "isMms",
             m.status in ('queued', 'suppressed') as "isUnsent",
             m.sender_id as "senderId", ${leftBy} as "gatewayId", m.campaign_id as "campaignId", m.submitted_at as "sentAt",
             c.amount::text as "saidAmount", c.currency as "saidCurrency"
           from message m join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
           left join lateral (select amount, currency from text_cost t where t.workspace_id = m.workspace_id and t.message_id = m.id
             and t.source <> 'invoice' order by array_position(array['listing', 'receipt', 'answer'], t.source) limit 1) c on true
           where m.provider_id = any($1::text[]) and m.workspace_id = current_workspace()`,
    values: [providerIds],
  });
  return rows;
}

export type InvoiceSums = {
  readonly lines: number;
  readonly matched: number;
  readonly findings: Readonly<Partial<Record<Finding, number>>>;
  readonly totals: readonly { readonly currency: string; readonly amount: string }[];
};

export async function sumInvoice(tx: Tx, id: string): Promise<InvoiceSums> {
  const { rows } = await tx.query<{
    finding: Finding | null;
    currency: string | null;
    lines: number;
    matched: number;
    amount: string | null;
  }>(
    `select finding, currency, count(*) as lines, count(message_id) as matched, sum(amount)::text as amount from invoice_line
     where workspace_id = current_workspace() and invoice_id = $1 group by finding, currency`,
    [id],
  );
  const findings: Partial<Record<Finding, number>> = {};
  for (const { finding, lines } of rows) if (finding) findings[finding] = (findings[finding] ?? 0) + lines;
  const { rows: totals } = await tx.query<{ currency: string; amount: string }>(
    `select currency, sum(amount)::text as amount from invoice_line
     where workspace_id = current_workspace() and invoice_id = $1 and currency is not null group by currency order by currency`,
    [id],
  );
  const sum = (of: 'lines' | 'matched') => rows.reduce((all, row) => all + row[of], 0);
  return { lines: sum('lines'), matched: sum('matched'), findings, totals };
}

export type Difference = Omit<NewLine, 'finding' | 'line'> & {
  readonly line: number | null;
  readonly finding: Finding | 'missing_there';
};

export async function listFindings(
  tx: Tx,
  invoiceId: string,
  finding: Finding | null,
  page: { readonly after: number; readonly limit: number },
): Promise<Difference[]> {
  const { rows } = await tx.query<Difference>(
    `select line, provider_id as "providerId", number, at, parts, amount::text, currency, problem, message_id as "messageId", finding,
       our_parts as "ourParts", our_least::text as "ourLeast", our_most::text as "ourMost" from invoice_line
     where workspace_id = current_workspace() and invoice_id = $1 and finding is not null and ($2::text is null or finding = $2) and line > $3
     order by line limit $4`,
    [invoiceId, finding, page.after, page.limit],
  );
  return rows;
}

// What the carrier has taken within the period, and no line is about. A text whose answer was lost has no id by which it could be found.
const missing = `from message m join sender s on s.workspace_id = m.workspace_id and s.id = m.sender_id
  where m.workspace_id = current_workspace() and m.provider_id is not null
    and m.status not in ('queued', 'suppressed') and m.submitted_at between $3 and $4
    and not exists (select from invoice_line l where l.workspace_id = m.workspace_id and l.invoice_id = $1 and l.message_id = m.id)
    and ${leftBy} = $2`;

export async function countMissing(
  tx: Tx,
  { id, gatewayId, periodFrom, periodUntil }: Invoice,
): Promise<number> {
  if (!periodFrom || !periodUntil) return 0;
  const { rows } = await tx.query<{ count: number }>(`select count(*) ${missing}`, [
    id,
    gatewayId,
    periodFrom,
    periodUntil,
  ]);
  return rows[0]?.count ?? 0;
}

export async function listMissing(
  tx: Tx,
  { id, gatewayId, periodFrom, periodUntil }: Invoice,
  page: { readonly after: number; readonly limit: number },
): Promise<Difference[]> {
  if (!periodFrom || !periodUntil) return [];
  const { rows } = await tx.query<{ messageId: number; providerId: string; at: Date; ourParts: number }>(
    `select m.id as "messageId", m.provider_id as "providerId", m.submitted_at as at, m.parts as "ourParts" ${missing}
       and m.id > $5 order by m.id limit $6`,
    [id, gatewayId, periodFrom, periodUntil, page.after, page.limit],
  );
  const nothing = {
    line: null,
    number: null,
    parts: null,
    amount: null,
    currency: null,
    problem: null,
    ourLeast: null,
    ourMost: null,
  };
  return rows.map((row) => ({ ...nothing, ...row, finding: 'missing_there' as const }));
}
