export { cancelQueued } from './cancel-queued.ts';
export type { Run, RunLinks } from './chunk.ts';
export { consentVerdict, waitsForPeople } from './consent-verdict.ts';
export { countryVerdict, reachVerdict } from './country-verdict.ts';
export { drainRoutes } from './drain.routes.ts';
export { heedReceipts, saysNothingOfPeople } from './heed-receipts.ts';
export { type Choosing, type Chosen, canFlowBeAsked, chooseForHeld } from './hold/choose-for-held.ts';
export {
  type HeldFlow,
  type HeldText,
  type HoldChoice,
  isAllDecided,
  listHeldFlows,
  listHeldTexts,
  listNeverMade,
} from './hold/open-texts.queries.ts';
export { isUrgent, type Lane, laneOf, mayLeave } from './lane.ts';
export { sellingOf } from './promotion.ts';
export { askForBlock, type DirectGroup, queueDirect, writeDirect } from './queue-direct.ts';
export { queueText, type SingleText, writeTexts } from './queue-text.ts';
export { findWaitingText, type WaitingText } from './recorded-chunk.queries.ts';
export {
  releaseHeldByCoupons,
  releaseHeldByDays,
  releaseHeldByPolicy,
  releaseHeldByRoutes,
  releaseHeldBySpend,
  releaseHeldPeople,
} from './release-held.ts';
export {
  countRun,
  ensureAnswerRun,
  findRun,
  isRunDrained,
  measureRun,
  type RunCounts,
  type RunSpeed,
} from './run.queries.ts';
export { enqueueRun, enqueueRunAtHours, setRunState, startRun } from './run.ts';
export { waitingForCodes } from './steps/give-coupons.ts';
export { frequencyVerdict, longestWaitSeconds } from './steps/hold-over-frequency.ts';
export { bookingsOf, type Counted } from './steps/wait-for-pace.ts';
export { stopQueuedFor, stopQueuedForAll } from './stop-queued.ts';
export { hasPlanned, plannedHour, releasePlanned } from './timed-chunks.queries.ts';
export { checkTiming, defaultTiming, type Timing } from './timing.ts';
export { listOpenUnknown } from './unknown.queries.ts';
export { countWaitingByPlace } from './waiting-people.queries.ts';
export { warmUp } from './warm-up.ts';
export { type DispatchOptions, runDispatch } from './worker.ts';
