/** Answers that are still to come when their wave has been settled without them. */
export type LateAnswers = {
  /** So many more are to come. What it returns is called for each of them once it has come and was dealt with. */
  expect(count: number): () => void;
  /** Resolves when all have come, which the deadline of each bounds. */
  drain(): Promise<void>;
};

/** Counted and not kept: every text has an answer, and a set of promises would be a dozen objects for each. */
export function openLateAnswers(): LateAnswers {
  let missing = 0;
  let waiting: (() => void)[] = [];
  const isThere = () => {
    missing -= 1;
    if (missing > 0) return;
    const drained = waiting;
    waiting = [];
    for (const go of drained) go();
  };
  return {
    expect(count) {
      missing += count;
      return isThere;
    },
    async drain() {
      if (missing > 0) await new Promise<void>((go) => waiting.push(go));
    },
  };
}
