import type { Gateway, Submission, SubmitLimits, SubmitOutcome } from '../gateways/index.ts';

/**
 * Hands texts to an account and tells once of each what came of it, even if the adapter throws or answers twice. `settle` may be called before this returns.
 */
export function submitSafely(
  gateway: Pick<Gateway, 'submit' | 'submitEach'>,
  texts: readonly Submission[],
  limits: SubmitLimits,
  settle: (place: number, outcome: SubmitOutcome) => void,
): void {
  const isTold = new Uint8Array(texts.length);
  const tell = (place: number, outcome: SubmitOutcome) => {
    if (isTold[place] !== 0) return;
    isTold[place] = 1;
    settle(place, outcome);
  };
  const fail = (place: number, error: unknown) => tell(place, failed(sentenceOf(error)));
  try {
    if (gateway.submitEach) gateway.submitEach(texts, limits, tell);
    else tellOfAnswers(gateway.submit(texts, limits), texts.length, tell, fail);
  } catch (error) {
    for (const place of texts.keys()) fail(place, error);
  }
}

function tellOfAnswers(
  answers: readonly Promise<SubmitOutcome>[],
  count: number,
  tell: (place: number, outcome: SubmitOutcome) => void,
  fail: (place: number, error: unknown) => void,
): void {
  for (let place = 0; place < count; place += 1) {
    const answer = answers[place] ?? Promise.resolve(failed('The adapter gave no answer for this text.'));
    answer.then(
      (outcome) => tell(place, outcome),
      (error: unknown) => fail(place, error),
    );
  }
}

const sentenceOf = (error: unknown) => (error instanceof Error ? error.message : 'The adapter failed.');
const failed = (sentence: string): SubmitOutcome => ({ kind: 'unknown', sentence });
