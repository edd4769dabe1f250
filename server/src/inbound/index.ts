export { conversationRoutes } from './conversations/conversations.routes.ts';
export { type InboundOptions, inboundJobs } from './inbound.jobs.ts';
export { countOverdueCases } from './judging/reply-case.queries.ts';
export { replyCaseRoutes } from './judging/reply-cases.routes.ts';
export { keywordRoutes } from './keywords/keywords.routes.ts';
export { openReplyDesk, type ReplyDesk } from './receive-replies.ts';
export { eraseReplies, listRepliesOf, type ReplyOnFile } from './replies-of-person.queries.ts';
export { type Reply, understand } from './reply.ts';
export { settleReplies } from './settle-replies.ts';
