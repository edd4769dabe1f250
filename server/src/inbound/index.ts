export { openReplyDesk, type ReplyDesk } from './receive-replies.ts';
export { type Reply, understand } from './reply.ts';
