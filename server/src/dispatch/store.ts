import { listSendingSwitches } from '../accounts/index.ts';
import {
  countVelocity,
  findFrequency,
  findVelocityLimits,
  loadOwnRules,
  loadRulings,
  lockTallies,
  noteHoursAnswers,
  noteTallies,
  noteVelocity,
} from '../compliance/index.ts';
import { listSuppressed, loadContacts, lockConsents, noteFailures, optOut } from '../contacts/index.ts';
import { giveCoupons } from '../coupons/index.ts';
import { blockGateway, clearGateway } from '../gateways/index.ts';
import { tokensFor } from '../links/index.ts';
import { loadMerged } from '../merging/index.ts';
import {
  listKnownProviderIds,
  listMessages,
  listQueuedTexts,
  listSettledIds,
  noteMessageEvents,
  recordFirstOutcomes,
  recordOutcomes,
  requeueUnknown,
  suppressQueued,
} from '../messages/index.ts';
import { insertAvoided, listWays, restPair } from '../routing/index.ts';
import {
  blockSender,
  bookPace,
  clearSender,
  getSender,
  giveBackDayParts,
  giveBackPace,
  listPaces,
} from '../senders/index.ts';
import {
  findBudget,
  insertSpendMove,
  listPrices,
  lockBudget,
  noteTextCosts,
  readSpend,
  shareBudget,
} from '../spending/index.ts';
import { loadMms, mmsPageOf } from '../templates/index.ts';
import { announceIfDrained } from './announce-drained.ts';
import * as chunks from './chunk.queries.ts';
import { isBeforeHold } from './hold/open-texts.queries.ts';
import * as intents from './intent.queries.ts';
import { insertRecordedChunk, listIdsInLaterChunks, nextMessageBlock } from './recorded-chunk.queries.ts';
import {
  findRun,
  listBrandsOfSender,
  shareRunState,
  shareSendingAllowed,
  updateRunState,
} from './run.queries.ts';
import * as unknowns from './unknown.queries.ts';

/**
 * Everything that sending asks of the database, in one place: what stands here is all that a simulation of it must play.
 * Each function is one short piece of SQL in the file of the slice that owns the table.
 */
export const sqlStore = {
  leaseChunks: chunks.leaseChunks,
  readChunk: chunks.readChunk,
  renewLease: chunks.renewLease,
  claimChunk: chunks.claimChunk,
  insertHeldChunk: chunks.insertHeldChunk,
  clearPositions: chunks.clearPositions,
  moveChunk: chunks.moveChunk,
  giveBack: chunks.giveBack,
  letGo: chunks.letGo,
  lockOpenChunksOf: chunks.lockOpenChunksOf,
  insertRecordedChunk,
  listIdsInLaterChunks,
  nextMessageBlock,
  insertIntent: intents.insertIntent,
  withdrawIntent: intents.withdrawIntent,
  listIntendedPositions: intents.listIntendedPositions,
  isBeforeHold,
  findRun,
  updateRunState,
  shareRunState,
  shareSendingAllowed,
  listSendingSwitches,
  announceIfDrained,
  insertUnknown: unknowns.insertUnknown,
  leaseUnknown: unknowns.leaseUnknown,
  lockOwnUnknown: unknowns.lockOwnUnknown,
  deleteUnknown: unknowns.deleteUnknown,
  noteResent: unknowns.noteResent,
  closeUnknown: unknowns.closeUnknown,
  loadContacts,
  loadMerged,
  lockConsents,
  listSuppressed,
  noteFailures,
  optOut,
  listBrandsOfSender,
  getSender,
  listPaces,
  bookPace,
  giveBackDayParts,
  giveBackPace,
  findVelocityLimits,
  countVelocity,
  noteVelocity,
  findFrequency,
  lockTallies,
  noteTallies,
  loadOwnRules,
  loadRulings,
  noteHoursAnswers,
  tokensFor,
  giveCoupons,
  findBudget,
  lockBudget,
  shareBudget,
  listPrices,
  noteTextCosts,
  loadMms,
  mmsPageOf,
  readSpend,
  insertSpendMove,
  listWays,
  insertAvoided,
  restPair,
  blockSender,
  clearSender,
  blockGateway,
  clearGateway,
  listKnownProviderIds,
  listMessages,
  listQueuedTexts,
  listSettledIds,
  recordFirstOutcomes,
  recordOutcomes,
  requeueUnknown,
  suppressQueued,
  noteMessageEvents,
};

export type SendStore = typeof sqlStore;
