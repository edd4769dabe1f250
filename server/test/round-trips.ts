import pg from 'pg';

type Query = (...args: unknown[]) => Promise<unknown>;

/**
 * Counts how often somebody of this process waits for the database: a statement counts when its connection has nothing else
 * under way. Those that travel together are one.
 */
export function countRoundTrips(): { count(): number; stop(): void } {
  let trips = 0;
  const underWay = new WeakMap<object, number>();
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query } = prototype;
  prototype.query = function (this: object, ...args) {
    const others = underWay.get(this) ?? 0;
    if (others === 0) trips += 1;
    underWay.set(this, others + 1);
    const answer = query.apply(this, args);
    const end = () => underWay.set(this, (underWay.get(this) ?? 1) - 1);
    answer.then(end, end);
    return answer;
  };
  return {
    count: () => trips,
    stop: () => {
      prototype.query = query;
    },
  };
}
