/** Answers that are still to come when their wave has been settled without them. */
export type LateAnswers = {
  expect(answer: Promise<void>): void;
  /** Resolves when all have come, which the deadline of each bounds. */
  drain(): Promise<void>;
};

export function openLateAnswers(): LateAnswers {
  const expected = new Set<Promise<void>>();
  return {
    expect(answer) {
      const settled = answer.finally(() => expected.delete(settled));
      expected.add(settled);
    },
    async drain() {
      await Promise.all(expected);
    },
  };
}
