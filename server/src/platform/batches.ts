import { NotNow, OutcomeUnknown } from './errors.ts';

/**
 * Brings together what comes at the same moment. Nobody waits for company: what comes first goes at once, and what comes
 * while all hands are busy goes together when one is free. So a lone item takes as long as it would alone, and a flood
 * shares its transactions.
 */
export type Batches<Item, Answer> = {
  /** Answers once the work for it is done. `key` keeps apart what cannot share a transaction, such as workspaces. */
  add(key: string, item: Item): Promise<Answer>;
};

export type Outcome<Answer> =
  | { readonly ok: true; readonly answer: Answer }
  | { readonly ok: false; readonly error: unknown };

type Waiting<Item, Answer> = {
  item: Item;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
};

export function openBatches<Item, Answer>(
  /** Does all of it or nothing, and says for each what came of it. */
  work: (key: string, items: readonly Item[]) => Promise<readonly Outcome<Answer>[]>,
  {
    most,
    atOnce,
    isInOrder = false,
  }: {
    readonly most: number;
    readonly atOnce: number;
    /** True where what comes later under a key must be done later: then a key has one hand at a time. */
    readonly isInOrder?: boolean;
  },
): Batches<Item, Answer> {
  const queues = new Map<string, Waiting<Item, Answer>[]>();
  const keysAtWork = new Set<string>();
  let busy = 0;

  const nextKey = () => [...queues.keys()].find((key) => !(isInOrder && keysAtWork.has(key)));

  function start(): void {
    while (busy < atOnce) {
      const key = nextKey();
      const queue = key === undefined ? undefined : queues.get(key);
      if (key === undefined || !queue) return;
      const batch = queue.splice(0, most);
      // To the end of the line, so that the flood of one key does not starve the others.
      queues.delete(key);
      if (queue.length > 0) queues.set(key, queue);
      busy += 1;
      keysAtWork.add(key);
      void run(key, batch).finally(() => {
        busy -= 1;
        keysAtWork.delete(key);
        start();
      });
    }
  }

  async function run(key: string, batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    try {
      const outcomes = await work(
        key,
        batch.map(({ item }) => item),
      );
      batch.forEach(({ resolve, reject }, at) => {
        const outcome = outcomes[at];
        if (outcome?.ok) resolve(outcome.answer);
        else reject(outcome ? outcome.error : new Error('There is no answer for this item.'));
      });
    } catch (error) {
      await tellApart(key, batch, error);
    }
  }

  /**
   * Nothing of the batch was done, and one of it may be why: each is tried by itself, so that nobody is refused for the
   * fault of another. Not when the database went away: then nobody knows whether all of it was done.
   */
  async function tellApart(
    key: string,
    batch: readonly Waiting<Item, Answer>[],
    error: unknown,
  ): Promise<void> {
    const isAway = error instanceof NotNow || error instanceof OutcomeUnknown;
    if (batch.length > 1 && !isAway) for (const one of batch) await run(key, [one]);
    else for (const { reject } of batch) reject(error);
  }

  return {
    add: (key, item) =>
      new Promise((resolve, reject) => {
        const queue = queues.get(key) ?? [];
        queue.push({ item, resolve, reject });
        queues.set(key, queue);
        // By the microtask, so that those who come in the same tick share the first batch already.
        queueMicrotask(start);
      }),
  };
}
