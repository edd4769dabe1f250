export { findBrandOfReply } from './brand-of-reply.ts';
export {
  askForPerson,
  type Conversation,
  clearMarks,
  conversationNotFound,
  getConversation,
  listTalk,
  setQuiet,
  stopWaiting,
  type TalkLine,
} from './conversations/conversation.queries.ts';
export { type InboundOptions, inboundJobs } from './inbound.jobs.ts';
export { inboundRoutes } from './inbound.routes.ts';
export { MediaAnswer, toMedia } from './inbound.schemas.ts';
export { countOverdueCases } from './judging/reply-case.queries.ts';
export { replyCaseRoutes } from './judging/reply-cases.routes.ts';
export { signCall } from './keywords/call-out.ts';
export { getKeyword } from './keywords/keyword.queries.ts';
export { keywordRoutes } from './keywords/keywords.routes.ts';
export { sealedKeywordSecrets } from './keywords/sealed-secrets.ts';
export { languagesOf, languageToAnswer } from './language-of-person.ts';
export { mediaRoutes } from './media/media.routes.ts';
export { sealedMediaLinks } from './media/sealed-links.ts';
export { ownAnswerRoutes } from './own-answers/own-answers.routes.ts';
export { takeLateTexts } from './parts/take-parts.ts';
export { openReplyDesk, type ReplyDesk } from './receive-replies.ts';
export { eraseReplies, listRepliesOf, type ReplyOnFile } from './replies-of-person.queries.ts';
export { type Reply, understand } from './reply.ts';
export type {
  KeywordListener,
  KeywordTaken,
  ReplyHooks,
  ReplyTaker,
  SaidAbove,
  TakenAbove,
} from './reply-hooks.ts';
export type { UnsettledReply } from './settle.queries.ts';
export { settleReplies } from './settle-replies.ts';
