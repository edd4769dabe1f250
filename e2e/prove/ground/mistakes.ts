import type { SendStore } from '../../../server/src/dispatch/store.ts';
import type { Gateway } from '../../../server/src/gateways/index.ts';
import type { Clock } from '../../../server/src/platform/clock.ts';
import type { Context } from '../../../server/src/platform/context.ts';
import type { Db, Statement, Tx } from '../../../server/src/platform/db/pool.ts';

/**
 * Mistakes that a sender may have, for proofs that must fail. They are put around the service's own code by the process
 * of a proof; nothing in the service can switch one on.
 */
export type Mistake = {
  store?(store: SendStore): Partial<SendStore>;
  gateway?(gateway: Gateway): Gateway;
  clock?(clock: Clock): Clock;
  /** Statements by their names: what is sent instead. */
  statements?: Readonly<Record<string, (text: string) => string>>;
  /** Settings of the worker's own sessions. */
  session?: Readonly<Record<string, string>>;
};

export const mistakes = {
  /** A text counts as sent before it is, and stays so unless the carrier says no. */
  'mark-first': {
    store: (store) => ({
      insertUnknown: async () => {},
      recordOutcomes: (tx, all) => store.recordOutcomes(tx, all.map(asAccepted)),
      recordFirstOutcomes: (tx, all) => store.recordFirstOutcomes(tx, all.map(asAccepted)),
    }),
  },
  /** Commits are acknowledged before they are on the disk. */
  'async-commit': { session: { synchronous_commit: 'off' } },
  /** The deadline is counted by a clock that stands still while the process sleeps, and so is never over. */
  'no-deadline-guard': { clock: withoutSleep },
  /** A carrier that cannot say is taken for one that never had the text. */
  'trust-silence': {
    gateway: (gateway) => ({ ...gateway, capability: 'B', reconcile: async () => ({ kind: 'absent' }) }),
  },
  /** A lost answer is taken for a closed door, as a client does that tries again by itself. */
  'retry-lost': {
    gateway: (gateway) => ({
      ...gateway,
      submitEach: undefined,
      submit: (texts, limits) =>
        gateway
          .submit(texts, limits)
          .map((answer) =>
            answer.then((outcome) =>
              outcome.kind === 'unknown'
                ? { kind: 'throttled', retryAfterMs: 50, sentence: 'Tried again.' }
                : outcome,
            ),
          ),
    }),
  },
  /**
   * Rows are looked at and not held: neither the consent until the word is written down, nor the chunk until the STOP is.
   * (Either lock alone stops nearly all of these races; the proof needs both gone to see one lost.)
   */
  'no-row-lock': {
    statements: {
      lock_consents: (text) => text.replace('for share', ''),
      dispatch_chunks_of_contact: (text) => text.replace('for update of c', ''),
    },
  },
  /** A code that another worker is giving away is taken for one that nobody has. */
  // Found again by its key, too: where it was seen, a row that somebody else has changed meanwhile is not there any more.
  'codes-unlocked': {
    statements: {
      coupons_take: (text) =>
        text
          .replace('for update skip locked', '')
          .replace('ctid as spot', 'place as spot')
          .replace('c.ctid = free.spot', 'c.place = free.spot'),
    },
  },
  /** A receipt that comes before the answer of its text is thrown away. */
  'receipts-dropped': {
    statements: { messages_park_receipts: (text) => `${text} where r.status is null` },
  },
  /** The last thing a carrier says is believed, whatever was certain before. */
  'last-word-wins': {
    statements: {
      // Whichever of the two moves a receipt on, what was certain before must not save it.
      messages_move_named: withoutRank,
      messages_move_alike: withoutRank,
    },
  },
  /** People are taken by their place in a list, and one is missing at its head. */
  'shifted-people': {
    store: (store) => ({
      loadContacts: async (tx, ids) => {
        const found = await store.loadContacts(tx, ids);
        const all = [...found.values()];
        const shifted = [...all.slice(1), ...all.slice(0, 1)];
        return new Map(
          all.map((contact, at) => {
            const { firstName = null, fields = {} } = shifted[at] ?? {};
            return [contact.id, { ...contact, firstName, fields }];
          }),
        );
      },
    }),
  },
  /** Leases run out while their chunks are worked on, and nobody asks whether a chunk is still his. */
  'no-fence': {
    store: (store) => ({
      leaseChunks: (tx, wish) => store.leaseChunks(tx, { ...wish, leaseMs: 300 }),
      renewLease: async () => ({ isTooLate: false }),
    }),
  },
  /** A chunk that is given back with people in it is closed. */
  'closed-too-soon': {
    store: (store) => ({ giveBack: (tx, chunk) => store.giveBack(tx, chunk, 'done') }),
  },
} satisfies Record<string, Mistake>;

function withoutRank(text: string): string {
  return text.replace(/and \(m\.status in \('queued'[^)]*\) or \(m\.status = 'sent'[^)]*\)\)/, '');
}

// Whoever does not get to run for longer than this was asleep.
const awakeMs = 250;

function withoutSleep(clock: Clock): Clock {
  let shownMs = 0;
  let lastMs = clock.monotonicMs();
  const goOn = () => {
    const nowMs = clock.monotonicMs();
    shownMs += Math.min(nowMs - lastMs, awakeMs);
    lastMs = nowMs;
    return shownMs;
  };
  setInterval(goOn, awakeMs / 4).unref();
  return { ...clock, monotonicMs: goOn };
}

export type MistakeName = keyof typeof mistakes;

const asAccepted: (one: Parameters<SendStore['recordOutcomes']>[1][number]) => typeof one = (one) =>
  one.status === 'unknown' ? { ...one, status: 'accepted', reason: null, reasonDetail: null } : one;

export function mistakeOf(name: string | null): Mistake {
  return name !== null && Object.hasOwn(mistakes, name) ? mistakes[name as MistakeName] : {};
}

/** The same context with some of its statements changed. */
export function withStatements(ctx: Context, { statements }: Mistake): Context {
  if (!statements) return ctx;
  const changed = (statement: Statement): Statement => {
    const change = statement.name === undefined ? undefined : statements[statement.name];
    if (!change) return statement;
    const text = change(statement.text);
    if (text === statement.text) throw new Error(`The statement ${statement.name} has nothing to break.`);
    return { ...statement, name: `${statement.name}_broken`, text };
  };
  const broken = (tx: Tx): Tx =>
    Object.assign(Object.create(tx), {
      query: (statement: Statement | string, values?: readonly unknown[]) =>
        typeof statement === 'string' ? tx.query(statement, values) : tx.query(changed(statement)),
    }) as Tx;
  const db: Db = { ...ctx.db, tx: (workspaceId, work) => ctx.db.tx(workspaceId, (tx) => work(broken(tx))) };
  return { ...ctx, db };
}
