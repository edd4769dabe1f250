/** By what a campaign is judged afterwards. */
export const measures = ['delivered', 'clicks', 'replies', 'opt_outs', 'conversions', 'revenue'] as const;
export type Measure = (typeof measures)[number];

/** What a campaign is for, said before it goes. */
export type Brief = {
  readonly objective: string;
  readonly measure: Measure;
  /** How much of it would be a success; of opt-outs, the most that would do. Revenue is in the currency of the workspace. */
  readonly target: number | null;
  /** Who answers for it. */
  readonly owner: string | null;
  /** What it may cost, in the currency of the workspace, as a decimal. */
  readonly budget: string | null;
  readonly notes: string | null;
};

export type KeptBrief = Brief & { readonly setBy: string; readonly setAt: Date };
