export { campaignRecordRoutes } from './campaign-record/campaign-record.routes.ts';
export { caseEvidenceRoutes } from './case-evidence/case-evidence.routes.ts';
export { evidenceJobs } from './evidence.jobs.ts';
export { overviewRoutes } from './overview/overview.routes.ts';
export { proofPackRoutes } from './proof-packs.routes.ts';
export { selfCheckRoutes } from './self-check/self-checks.routes.ts';
