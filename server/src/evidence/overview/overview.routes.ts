import { Type } from 'typebox';
import { getWorkspace } from '../../accounts/index.ts';
import {
  countBreaches,
  countCases,
  generateRecord,
  type Keeping,
  listAssessments,
  standingOfStaff,
} from '../../desk/index.ts';
import { countOverdueCases } from '../../inbound/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import type { Http } from '../../platform/http/server.ts';
import { countOverdue } from '../../rights/index.ts';
import { lastMonth } from '../self-check/month.ts';
import { findSelfCheck } from '../self-check/self-check.queries.ts';
import { buildOverview, type OverviewFacts } from './overview.ts';

const Count = Type.Integer();
const OverviewAnswer = Type.Object(
  {
    object: Type.Literal('compliance_overview'),
    score: Type.Integer({ description: 'The sum of the points of the parts, of 100. No legal judgement.' }),
    parts: Type.Array(
      Type.Object({ part: Type.String(), weight: Count, points: Count, sentence: Type.String() }),
    ),
    today: Type.Array(
      Type.Object({ urgency: Type.String(), sentence: Type.String(), command: Type.String() }),
      { description: 'What needs a hand, the most urgent first.' },
    ),
    counts: Type.Object({
      ...{ open_cases: Count, overdue_cases: Count, open_breaches: Count, alarming_breaches: Count },
      ...{
        late_data_requests: Count,
        late_replies: Count,
        members_lacking_training: Count,
        policies_unread: Count,
      },
    }),
  },
  { title: 'ComplianceOverview' },
);

export function overviewRoutes(http: Http, ctx: Context, keeping: Keeping): void {
  http.get(
    '/v1/compliance/overview',
    {
      config: { permission: 'desk.read' },
      schema: {
        summary: 'What is overdue, what is open, and a score with each of its parts, in one answer',
        tags: ['compliance desk'],
        response: { 200: OverviewAnswer },
      },
    },
    async ({ scope }) =>
      buildOverview(await ctx.db.tx(scope.workspaceId, (tx) => loadOverview(tx, ctx, keeping))),
  );
}

async function loadOverview(tx: Tx, ctx: Context, keeping: Keeping): Promise<OverviewFacts> {
  const now = ctx.clock.now();
  const month = lastMonth((await getWorkspace(tx)).timeZone, now);
  const check = await findSelfCheck(tx, month);
  return {
    cases: await countCases(tx, now),
    breaches: await countBreaches(tx, now),
    lateRequests: await countOverdue(tx, now),
    lateReplies: await countOverdueCases(tx, now),
    staff: await standingOfStaff(tx, now),
    selfCheck: check && { month, failed: check.failed },
    lastMonth: month,
    missing: (await generateRecord(tx, ctx, keeping)).missing,
    unsigned: (await listAssessments(tx)).filter(({ verdict }) => verdict === null).length,
  };
}
