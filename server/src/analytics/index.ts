export { type AnalyticsOptions, analyticsJobs } from './analytics.jobs.ts';
export { analyticsRoutes } from './analytics.routes.ts';
export { type CampaignReport, openReports, type Reports } from './campaign-report.ts';
export { carrierRoutes } from './carrier-report.routes.ts';
export { contactTimeline, type StoryPage } from './contact-timeline.ts';
export { type LineEntry, type LinePage, lineNames, peopleBehindLine } from './people-behind-line.ts';
export { type Progress, unaccountedOf } from './progress.ts';
export { countCampaign } from './report.queries.ts';
export type { StoryEntry } from './story.ts';
