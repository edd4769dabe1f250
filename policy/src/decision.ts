/** What the policy says of one text to one person at one moment. */
export type Decision = 'allow' | 'hold' | 'drop';

/** One rule that was asked, in the order of asking: what it looked at, and what it found. */
export interface TraceEntry {
  /** Stable and dotted, such as `hours.us.fl`. */
  readonly rule: string;
  /** Version of the pack that the rule stands in, such as `us-hours 2026-11-23`. */
  readonly version: string;
  readonly outcome: Decision;
  /** One sentence for people: what was looked at and what was found, without the number or the body. */
  readonly sentence: string;
}

/** The answer, with everything that led to it. `until` is there when, and only when, the text is held. */
export type PolicyAnswer =
  | { readonly decision: 'allow'; readonly trace: readonly TraceEntry[] }
  | { readonly decision: 'hold'; readonly until: Date; readonly trace: readonly TraceEntry[] }
  | { readonly decision: 'drop'; readonly trace: readonly TraceEntry[] };
