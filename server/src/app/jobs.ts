import { accountJobs, type Post } from '../accounts/index.ts';
import { analyticsJobs } from '../analytics/index.ts';
import { bulkJobs } from '../bulk/index.ts';
import { hourJobs, simulationJobs } from '../campaigns/index.ts';
import { complianceJobs } from '../compliance/index.ts';
import { contactJobs, importJobs } from '../contacts/index.ts';
import { contestJobs } from '../contests/index.ts';
import { conversionJobs } from '../conversions/index.ts';
import { deskJobs } from '../desk/index.ts';
import { emergencyJobs } from '../emergency/index.ts';
import { dropOldEvents, makeEventMonths } from '../events/index.ts';
import { evidenceJobs } from '../evidence/index.ts';
import { experimentJobs } from '../experiments/index.ts';
import { type InboundOptions, inboundJobs } from '../inbound/index.ts';
import { inboxJobs } from '../inbox/index.ts';
import { joiningJobs } from '../joining/index.ts';
import { linkJobs } from '../links/index.ts';
import { notificationJobs } from '../notifications/index.ts';
import { findArmedPlan, planningJobs } from '../planning/index.ts';
import { eventTask, type Tasks } from '../platform/jobs/index.ts';
import { referralJobs } from '../referrals/index.ts';
import { rightsJobs } from '../rights/index.ts';
import { healthJobs } from '../routing/index.ts';
import { spendingJobs } from '../spending/index.ts';
import { surveyJobs } from '../surveys/index.ts';
import { mediaJobs } from '../templates/index.ts';
import { textJobs } from '../texts/index.ts';
import { classOfCode, mediaOf } from './gateways.ts';
import { dropOldTexts, type Keeping } from './keep-texts.ts';
import { reactions, tellListeners } from './reactions.ts';
import { replyHooks } from './reply-hooks.ts';
import { findHistory, makeMessagePartitions } from './upkeep.queries.ts';
import { lookAround } from './watch/look.ts';

/** Every kind of job, under the name by which it is put down. */
export const jobs = (
  keeping: Keeping,
  post: Post | null,
  inbound: InboundOptions,
  reportFolder: string | null = null,
): Tasks => ({
  [eventTask]: tellListeners(reactions),
  ...accountJobs(post),
  ...contactJobs,
  ...importJobs(findHistory),
  'watch.look': lookAround,
  ...textJobs,
  ...emergencyJobs,
  ...surveyJobs,
  ...contestJobs,
  ...referralJobs,
  ...mediaJobs,
  ...simulationJobs(mediaOf, findArmedPlan),
  ...hourJobs,
  ...planningJobs(mediaOf),
  ...experimentJobs(mediaOf),
  ...inboundJobs({ ...inbound, hooks: replyHooks }),
  ...inboxJobs({ outside: inbound.outside, post }),
  ...notificationJobs({ post, outside: inbound.outside }),
  ...healthJobs,
  ...spendingJobs,
  ...linkJobs(inbound),
  ...conversionJobs(keeping),
  ...complianceJobs,
  ...joiningJobs,
  ...rightsJobs,
  ...bulkJobs,
  ...evidenceJobs,
  ...deskJobs(post),
  ...analyticsJobs({ post, outside: inbound.outside, reportFolder, classOfCode }),
  'messages.make_partitions': (ctx) => ctx.db.system(makeMessagePartitions),
  'events.make_months': (ctx) => ctx.db.system(makeEventMonths),
  'events.drop_old_events': (ctx) => dropOldEvents(ctx, keeping.eventsForMonths ?? null),
  'messages.drop_old_texts': (ctx) => dropOldTexts(ctx, keeping),
});
