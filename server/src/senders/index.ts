export {
  findSenderByNumber,
  getSender,
  listSenders,
  reservePace,
  type Sender,
  type SenderKind,
} from './sender.queries.ts';
export { createSender, type NewSender } from './sender.ts';
export { senderRoutes } from './senders.routes.ts';
