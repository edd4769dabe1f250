/** What the shell learns. Scripts branch on these, so a number never changes its meaning. */
export const exitCodes = {
  ok: 0,
  failure: 1,
  /** The command line cannot be understood, or lacks an answer that nobody is there to give. */
  usage: 2,
  /** No key, a key that is not known, or one that may not do this. */
  auth: 3,
  notFound: 4,
  /** Done, but not for everybody: rows were left out, or texts failed. */
  partial: 5,
  /** Nothing was sent, because a check or a rule stands against it. */
  blocked: 6,
  /** Nothing stands against it, and there is something to know first. */
  warned: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
