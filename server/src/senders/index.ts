export {
  type Counter,
  countersOf,
  findNarrowest,
  findNarrowestPace,
  isOfPictures,
  paceInWords,
} from './narrowest-pace.ts';
export {
  type Booking,
  bookAheadMs,
  bookPace,
  giveBackDayParts,
  giveBackPace,
  isOfDay,
  leftToday,
  listAllPaces,
  listPaces,
  type Pace,
  type PaceLevel,
  paceShare,
  type Turn,
} from './pace.queries.ts';
export { type Buckets, openBuckets } from './pace-buckets.ts';
export { reachRefusal } from './reach.ts';
export * from './registrations/index.ts';
export {
  blockSender,
  brandRegistrationSql,
  clearSender,
  findSenderByNumber,
  findSendersByNumber,
  getSender,
  listSenders,
  listSendersOfRegistration,
  papersSql,
  type Sender,
  type SenderFacts,
  type SenderKind,
  type SendingSender,
  sendingFactsSql,
} from './sender.queries.ts';
export { createSender, type NewSender } from './sender.ts';
export { changeSender } from './sender-facts.ts';
export { listPools } from './sender-pool.queries.ts';
export { chooseFromPool, type SenderPool } from './sender-pool.ts';
export { senderPoolRoutes } from './sender-pools.routes.ts';
export { senderRoutes } from './senders.routes.ts';
export { PaceBody } from './senders.schemas.ts';
export { setPace } from './set-pace.ts';
export { snowshoeRefusal } from './snowshoe.ts';
