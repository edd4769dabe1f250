/** Something in an audit that is not as it was written. */
export type AuditFinding = {
  readonly code: string;
  readonly sentence: string;
  /** The place of the entry in the tree, from 0, where it is about one. */
  readonly sequence?: number;
  /** The size of the checkpoint, where it is about one. */
  readonly size?: number;
};

export type AuditVerdict = {
  readonly is_intact: boolean;
  readonly entries: number;
  /** How many of them a signed checkpoint covers. */
  readonly covered: number;
  readonly checkpoints: number;
  /** How many checkpoints from outside were held against the audit. */
  readonly outside: number;
  readonly findings: readonly AuditFinding[];
};
