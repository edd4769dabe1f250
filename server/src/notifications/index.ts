export { type KindName, kindNames } from './kinds.ts';
export { notificationJobs } from './notifications.jobs.ts';
export { notificationRoutes } from './notifications.routes.ts';
export { notificationReactions } from './reactions.ts';
export { sealedNotificationSecrets } from './sealed-secrets.ts';
export { eraseFromNotifications } from './setting.queries.ts';
