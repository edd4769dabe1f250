export { receiveReplies } from './receive-replies.ts';
export { type Reply, understand } from './reply.ts';
