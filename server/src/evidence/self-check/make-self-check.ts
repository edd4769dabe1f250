import { noOwnRules, openHours } from '@tidings/policy/hours';
import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import { verifyConsentChain } from '../../contacts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Internal } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';
import { listEvents, listTextsById } from '../evidence.queries.ts';
import { lastMonth, spanOfMonth } from './month.ts';
import { proveText } from './prove-text.ts';
import { buildReport, type ProvenText } from './report.ts';
import * as queries from './self-check.queries.ts';

const usualSample = 200;
const mostNamed = 100;

/**
 * Draws texts of a month and proves each anew from the ledger and from the law, looks at some things of the whole month,
 * and keeps what was found as it was signed. The draw follows from the end of the ledger, so nobody can choose it.
 */
export function makeSelfCheck(
  ctx: Context,
  scope: Scope,
  wish: { readonly month?: string | undefined; readonly size?: number | undefined } = {},
): Promise<queries.SelfCheckRow> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const workspace = await getWorkspace(tx);
    const madeAt = ctx.clock.now();
    const month = wish.month ?? lastMonth(workspace.timeZone, madeAt);
    const span = spanOfMonth(month, workspace.timeZone, madeAt);
    const chain = await verifyConsentChain(tx);
    const seed = seedOf(month, chain.lastHash);
    const ids = await queries.drawSample(tx, span, seed, wish.size ?? usualSample);
    const report = buildReport({
      ...{ workspace, month, madeAt, madeBy: scope.actor, seed, chain },
      counts: await queries.countMonth(tx, span),
      optOuts: await queries.countOptOuts(tx, span),
      overdueReplies: await queries.countOverdueReplies(tx, span),
      afterOptOut: await queries.listAfterOptOut(tx, span, mostNamed),
      texts: await proveAll(tx, ids, workspace.timeZone),
    });
    const row = sign(ctx, JSON.stringify(report), {
      ...{ month, madeAt, madeBy: scope.actor, sampled: ids.length },
      failed: report.checks.filter(({ holds }) => !holds).length,
    });
    await queries.insertSelfCheck(tx, row);
    await recordAudit(tx, scope, {
      act: 'self_check.made',
      object: publicId('wsp', workspace.id),
      after: {
        month,
        sampled: row.sampled,
        failed: row.failed,
        report_sha256: sha256(row.report).toString('hex'),
      },
    });
    return row;
  });
}

function seedOf(month: string, lastHash: Buffer | null): number {
  // 48 bits: a number that JSON carries without loss.
  return sha256(`${month}\n${lastHash?.toString('hex') ?? ''}`).readUIntBE(0, 6);
}

async function proveAll(tx: Tx, ids: readonly number[], workspaceZone: string): Promise<ProvenText[]> {
  const texts = await listTextsById(tx, ids);
  const surroundings = await queries.listSurroundings(tx, ids);
  const numbers = [...new Set(texts.map(({ to }) => to))];
  const events = await listEvents(tx, numbers);
  const byNumber = Map.groupBy(events, ({ number }) => number);
  const hours = openHours(noOwnRules);
  return texts.flatMap((text) => {
    const around = surroundings.get(text.id);
    if (!around || text.submittedAt === null) return [];
    const record = { text, around, workspaceZone, events: byNumber.get(text.to) ?? [] };
    return [{ id: text.id, submittedAt: text.submittedAt, proofs: proveText(record, hours) }];
  });
}

/** What is signed: one line that says what it is, and the report as it is kept. */
export const signedText = (report: string): string => `tidings self-check v1\n${report}\n`;

function sign(
  { secrets }: Pick<Context, 'secrets'>,
  report: string,
  about: Omit<queries.SelfCheckRow, 'report' | 'signature' | 'keyId'>,
): queries.SelfCheckRow {
  const [key] = secrets.attestationKeys;
  if (!key) throw new Internal('self_check.no_key', 'There is no key to sign the report with.');
  return { ...about, report, signature: secrets.attest(signedText(report)), keyId: key.id };
}
