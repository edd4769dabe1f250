import { verifyAudit } from '@tidings/sdk/audit';
import { enrol } from '../../../e2e/stage/stage.ts';
import { exportAudit } from '../../../server/src/accounts/audit/export-audit.ts';
import { growTree, recordAudit, systemScope } from '../../../server/src/accounts/index.ts';
import { timeOf } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { openStageIn } from '../stage.ts';

const entriesATransaction = 100;

export const audit = defineScenario({
  name: 'audit',
  about:
    'Writes entries of the audit (`recordAudit`, 100 a transaction), gives them their places under the tree of hashes with a signed checkpoint every 1,000 (`growTree`), then exports all of it and computes it again as a client does (`verifyAudit`).',
  figures: {
    entries: 'entries written, placed and verified',
    recordedEntriesPerSecond: 'entries written and committed in a second, by one writer',
    placedEntriesPerSecond: 'entries hashed, placed and signed for in a second',
    verifiedEntriesPerSecond: 'entries exported, read and computed again in a second',
  },
  limits: 'One process does it all. Writers do not wait for the tree: it follows them.',
  async run({ isQuick, workplace, say }) {
    const entries = isQuick ? 5_000 : 100_000;
    const { ctx } = await openStageIn(workplace);
    const { workspaceId } = await enrol(ctx, 0);
    const scope = systemScope(workspaceId, 'bench');
    say(`writing ${entries} entries`);
    const recordSeconds = await timeOf(async () => {
      for (let n = 0; n < entries; n += entriesATransaction)
        await ctx.db.tx(workspaceId, async (tx) => {
          for (let at = n; at < n + entriesATransaction; at += 1)
            await recordAudit(tx, scope, {
              act: 'campaign.paused',
              object: `cmp_${at}`,
              before: { status: 'sending' },
              after: { status: 'paused' },
            });
        });
    });
    say('placing them');
    const placeSeconds = await timeOf(async () => {
      await growTree(ctx, workspaceId, { isForced: true });
    });
    say('verifying them');
    let verified = 0;
    const verifySeconds = await timeOf(async () => {
      const verdict = await verifyAudit(exportAudit(ctx, workspaceId));
      if (!verdict.is_intact) throw new Error(`The audit is not intact: ${verdict.findings[0]?.sentence}`);
      verified = verdict.entries;
    });
    if (verified < entries) throw new Error(`${verified} of ${entries} entries were verified.`);
    return {
      entries,
      recordedEntriesPerSecond: entries / recordSeconds,
      placedEntriesPerSecond: entries / placeSeconds,
      verifiedEntriesPerSecond: verified / verifySeconds,
    };
  },
});
