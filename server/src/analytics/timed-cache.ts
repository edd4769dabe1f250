/**
 * Keeps answers that are dear to find out, for as long as their price asks: at most a tenth of the time goes into
 * finding out again, and never more often than once a second. Whoever asks while an answer is on its way waits for that
 * one. A failure is told to all who waited and kept for nobody.
 */
export type TimedCache<T> = { get(key: string, find: () => Promise<T>): Promise<T> };

const leastMs = 1_000;
const timesItsPrice = 10;

export function openTimedCache<T>(monotonicMs: () => number, most = 500): TimedCache<T> {
  const known = new Map<string, { answer: Promise<T>; until: number }>();

  function forget(key: string, answer: Promise<T>): void {
    if (known.get(key)?.answer === answer) known.delete(key);
  }

  return {
    get(key, find) {
      const kept = known.get(key);
      if (kept && kept.until > monotonicMs()) return kept.answer;
      const began = monotonicMs();
      const answer = find();
      const entry = { answer, until: Number.POSITIVE_INFINITY };
      known.delete(key);
      known.set(key, entry);
      const oldest = known.keys().next();
      if (known.size > most && !oldest.done) known.delete(oldest.value);
      answer.then(
        () => {
          const price = monotonicMs() - began;
          entry.until = began + price + Math.max(leastMs, price * timesItsPrice);
        },
        () => forget(key, answer),
      );
      return answer;
    },
  };
}
