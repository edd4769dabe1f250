import {
  type AccountOptions,
  accountRoutes,
  apiKeyRoutes,
  auditRoutes,
  type Check,
  countryRoutes,
  type KnownKeys,
  requestLogRoutes,
  sendingRoutes,
} from '../accounts/index.ts';
import { analyticsRoutes, carrierRoutes } from '../analytics/index.ts';
import { postcodeRoutes, segmentRoutes } from '../audiences/index.ts';
import { bulkRoutes } from '../bulk/index.ts';
import { campaignRoutes } from '../campaigns/index.ts';
import {
  complianceRoutes,
  frequencyRoutes,
  lintRoutes,
  loadRulings,
  paperRoutes,
  policyRoutes,
  rulingRoutes,
} from '../compliance/index.ts';
import {
  consentLedgerRoutes,
  contactConsentRoutes,
  contactFieldRoutes,
  contactRoutes,
  doNotCallRoutes,
  hashListRoutes,
  importRoutes,
  listRoutes,
  numberCheckRoutes,
  optOutPolicyRoutes,
  programRoutes,
  suppressionRoutes,
  tagRoutes,
} from '../contacts/index.ts';
import { contestPages, contestRoutes } from '../contests/index.ts';
import { conversionRoutes, purchasePages } from '../conversions/index.ts';
import { couponRoutes, tillPages, tillRoutes } from '../coupons/index.ts';
import {
  assessmentRoutes,
  breachRoutes,
  caseRoutes,
  processingRoutes,
  staffPolicyRoutes,
  trainingRoutes,
} from '../desk/index.ts';
import { drainRoutes } from '../dispatch/index.ts';
import { emergencyRoutes } from '../emergency/index.ts';
import { eventRoutes } from '../events/index.ts';
import {
  campaignRecordRoutes,
  caseEvidenceRoutes,
  overviewRoutes,
  proofPackRoutes,
  selfCheckRoutes,
} from '../evidence/index.ts';
import { experimentRoutes, guardRoutes, plansRoutes } from '../experiments/index.ts';
import { gatewayRoutes } from '../gateways/index.ts';
import {
  inboundRoutes,
  keywordRoutes,
  mediaRoutes,
  ownAnswerRoutes,
  replyCaseRoutes,
} from '../inbound/index.ts';
import { inboxRoutes } from '../inbox/index.ts';
import { formRoutes, joiningPages, joiningRoutes } from '../joining/index.ts';
import { linkRoutes, shortLinkPages } from '../links/index.ts';
import { mergeFieldRoutes } from '../merging/index.ts';
import { notificationRoutes } from '../notifications/index.ts';
import { findArmedPlan, planningRoutes } from '../planning/index.ts';
import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { referralRoutes } from '../referrals/index.ts';
import { personPageRoutes, rightsRoutes, trackingRoutes } from '../rights/index.ts';
import { routingRoutes, senderHealthRoutes } from '../routing/index.ts';
import { registrationRoutes, senderPoolRoutes, senderRoutes } from '../senders/index.ts';
import { invoiceRoutes, spendingRoutes, spendReportRoutes } from '../spending/index.ts';
import { surveyRoutes } from '../surveys/index.ts';
import { mediaLibraryRoutes, mediaPages, templateRoutes } from '../templates/index.ts';
import { operationRoutes, textRoutes } from '../texts/index.ts';
import { tryingRoutes } from '../trying/index.ts';
import { callbackRoutes } from './callbacks.routes.ts';
import type { CarrierSetting } from './carrier-setting.ts';
import { consoleRoutes } from './console.routes.ts';
import { furnishWith } from './furnish.ts';
import { adapters, classOfCode, mediaOf } from './gateways.ts';
import { descriptionRoute, healthRoutes } from './health.routes.ts';
import { type InstallationOptions, installationRoutes } from './installation.routes.ts';
import { isRehearsal } from './is-rehearsal.ts';
import type { Keeping } from './keep-texts.ts';
import { type GuardedMetrics, metricsRoute } from './metrics.routes.ts';
import { rehearsalRoutes } from './rehearsal.routes.ts';

export type RouteOptions = InstallationOptions & {
  readonly keys: KnownKeys;
  readonly carrier: CarrierSetting;
  readonly enterToken: string | null;
  readonly publicOrigin: string | null;
  readonly post: AccountOptions['post'];
  readonly singleSignOn: AccountOptions['singleSignOn'];
  readonly keeping: Keeping;
  readonly uploadFolder: string;
  readonly consoleFolder: string;
  readonly runChecks: () => Promise<readonly Check[]>;
  readonly runVitalChecks: () => Promise<readonly Check[]>;
  readonly isHeld: () => Promise<boolean>;
  readonly isDraining: () => boolean;
  /** Null where the figures of this process are not to be had at the address that people use. */
  readonly metrics: GuardedMetrics | null;
};

/** Every address at which Tidings answers, slice by slice. */
export async function routes(http: Http, ctx: Context, options: RouteOptions): Promise<void> {
  const { carrier } = options;

  healthRoutes(http, options);
  descriptionRoute(http);
  if (options.metrics) metricsRoute(http, options.metrics.page, options.metrics.token);
  accountRoutes(http, ctx, {
    ...options,
    furnish: furnishWith(carrier),
    isRehearsal: () => isRehearsal(ctx),
  });
  apiKeyRoutes(http, ctx, options.keys);
  requestLogRoutes(http, ctx);
  auditRoutes(http, ctx);
  sendingRoutes(http, ctx);
  countryRoutes(http, ctx);
  contactConsentRoutes(http, ctx);
  contactRoutes(http, ctx);
  bulkRoutes(http, ctx);
  consentLedgerRoutes(http, ctx);
  contactFieldRoutes(http, ctx);
  importRoutes(http, ctx, { uploadFolder: options.uploadFolder });
  listRoutes(http, ctx);
  tagRoutes(http, ctx);
  segmentRoutes(http, ctx);
  postcodeRoutes(http, ctx);
  eventRoutes(http, ctx, options.keeping);
  conversionRoutes(http, ctx);
  purchasePages(http, ctx);
  programRoutes(http, ctx);
  joiningRoutes(http, ctx);
  formRoutes(http, ctx, options.publicOrigin);
  suppressionRoutes(http, ctx);
  optOutPolicyRoutes(http, ctx);
  hashListRoutes(http, ctx);
  doNotCallRoutes(http, ctx);
  numberCheckRoutes(http, ctx);
  senderRoutes(http, ctx);
  senderPoolRoutes(http, ctx);
  registrationRoutes(http, ctx);
  templateRoutes(http, ctx, async (tx) => (await loadRulings(tx)).cleared);
  mediaLibraryRoutes(http, ctx);
  await mediaPages(http, ctx);
  notificationRoutes(http, ctx, options);
  mergeFieldRoutes(http, ctx);
  couponRoutes(http, ctx);
  tillRoutes(http, ctx);
  linkRoutes(http, ctx);
  complianceRoutes(http, ctx);
  frequencyRoutes(http, ctx);
  lintRoutes(http, ctx);
  policyRoutes(http, ctx);
  rulingRoutes(http, ctx);
  paperRoutes(http, ctx);
  gatewayRoutes(http, ctx, { adapters, gateways: options.gateways });
  drainRoutes(http, ctx);
  routingRoutes(http, ctx);
  senderHealthRoutes(http, ctx);
  spendingRoutes(http, ctx);
  spendReportRoutes(http, ctx);
  invoiceRoutes(http, ctx);
  campaignRoutes(http, ctx, mediaOf, findArmedPlan);
  planningRoutes(http, ctx);
  experimentRoutes(http, ctx, mediaOf);
  guardRoutes(http, ctx);
  plansRoutes(http, ctx);
  keywordRoutes(http, ctx);
  mediaRoutes(http, ctx);
  inboundRoutes(http, ctx);
  inboxRoutes(http, ctx);
  replyCaseRoutes(http, ctx);
  ownAnswerRoutes(http, ctx);
  textRoutes(http, ctx, mediaOf);
  tryingRoutes(http, ctx);
  operationRoutes(http, ctx, mediaOf);
  emergencyRoutes(http, ctx);
  surveyRoutes(http, ctx);
  contestRoutes(http, ctx);
  referralRoutes(http, ctx);
  rightsRoutes(http, ctx);
  trackingRoutes(http, ctx);
  caseRoutes(http, ctx);
  breachRoutes(http, ctx);
  processingRoutes(http, ctx, options.keeping);
  assessmentRoutes(http, ctx, options.keeping);
  trainingRoutes(http, ctx);
  staffPolicyRoutes(http, ctx);
  await personPageRoutes(http, ctx, options.publicOrigin);
  analyticsRoutes(http, ctx, classOfCode);
  carrierRoutes(http, ctx);
  proofPackRoutes(http, ctx);
  selfCheckRoutes(http, ctx);
  campaignRecordRoutes(http, ctx);
  caseEvidenceRoutes(http, ctx);
  overviewRoutes(http, ctx, options.keeping);
  installationRoutes(http, ctx, options);
  callbackRoutes(http, ctx, options.gateways, options.instanceId);
  rehearsalRoutes(http, ctx, carrier);
  await joiningPages(http, ctx);
  await contestPages(http, ctx);
  await tillPages(http, ctx);
  await shortLinkPages(http, ctx);
  await consoleRoutes(http, options.consoleFolder);
}
