export type { Decision, PolicyAnswer, TraceEntry } from './decision.ts';
export { budgetCap, type FatigueBudget, type Priority } from './frequency/budget.ts';
export {
  answerPurpose,
  type Cap,
  type CapAnswer,
  type CapScope,
  capAnswer,
  type Mark,
} from './frequency/caps.ts';
export { isLiftedByRelationship, keepsUsDayCap, usDayCap, usDayCapOf } from './frequency/us-day.ts';
export { type SenderShape, senderEntry, shapeOfSender } from './senders/sender-rules.ts';
