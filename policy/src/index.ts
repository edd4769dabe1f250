export type { Decision, PolicyAnswer, TraceEntry } from './decision.ts';
