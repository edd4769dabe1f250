export { type InboxJobOptions, inboxJobs } from './inbox.jobs.ts';
export { inboxRoutes } from './inbox.routes.ts';
export { type ConversationOnFile, eraseFromInbox, listInboxOf } from './person.queries.ts';
export { sealedRuleSecrets } from './rules/sealed-secrets.ts';
export { type SettledReplies, takeReplies } from './take-replies.ts';
