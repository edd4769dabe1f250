import type { HttpLine } from '../http/http-line.ts';

/** A line that sends one request at a time and no sooner than `everyMs` after the one before it. */
export function paced(line: HttpLine, everyMs: number): HttpLine {
  let last: Promise<unknown> = Promise.resolve();
  let nextAtMs = 0;
  return {
    send(request, limits) {
      const answer = last.then(async () => {
        const waitMs = nextAtMs - performance.now();
        if (waitMs > 0) await new Promise((done) => setTimeout(done, waitMs));
        // Its time may have passed meanwhile; then it uses up no call.
        if (!limits.mayStillLeave()) return { kind: 'not_sent' } as const;
        nextAtMs = performance.now() + everyMs;
        return line.send(request, limits);
      });
      last = answer;
      return answer;
    },
    close: () => line.close(),
  };
}
