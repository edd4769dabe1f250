import type { Context } from './context.ts';
import type { SystemTx, Tx } from './db/pool.ts';
import { Problem } from './errors.ts';
import type { Secrets } from './secrets.ts';

export type SealedValue = { readonly id: string; readonly sealed: Buffer };

/** A column that holds what `Secrets.seal` has sealed. */
export type SealedColumn<In extends Tx | SystemTx = Tx> = {
  /** Table and column: `gateway.sealed_secret`. */
  readonly name: string;
  /** The next values behind `after` (null: from the first on) by their id, `limit` at the most; rows that hold none are left out. */
  list(tx: In, after: string | null, limit: number): Promise<SealedValue[]>;
  /** What was bound into the seal of this row. */
  placeOf(id: string, tx: In): string;
  /** Puts `anew` where `sealed` still stands; false where somebody has changed it meanwhile. */
  replace(tx: In, value: SealedValue, anew: Buffer): Promise<boolean>;
};

/** How many values of a column there are: sealed anew (or, if only looked at, to be), of the present key, opened by no key, changed meanwhile. */
export type SealCounts = {
  readonly older: number;
  readonly present: number;
  readonly lost: number;
  readonly changed: number;
};

export const noSeals: SealCounts = { older: 0, present: 0, lost: 0, changed: 0 };

export const addSeals = (a: SealCounts, b: SealCounts): SealCounts => ({
  older: a.older + b.older,
  present: a.present + b.present,
  lost: a.lost + b.lost,
  changed: a.changed + b.changed,
});

const pageSize = 200;

/** Seals anew what an older key has sealed, a page in a transaction. What no key opens is counted and left as it is. */
export const resealColumn = <In extends Tx | SystemTx>(
  { secrets }: Pick<Context, 'secrets'>,
  inTransaction: <T>(work: (tx: In) => Promise<T>) => Promise<T>,
  column: SealedColumn<In>,
): Promise<SealCounts> =>
  eachPage(secrets, inTransaction, column, (tx, value, anew) => column.replace(tx, value, anew));

/** The same counts, and nothing is changed. */
export const countSeals = <In extends Tx | SystemTx>(
  { secrets }: Pick<Context, 'secrets'>,
  inTransaction: <T>(work: (tx: In) => Promise<T>) => Promise<T>,
  column: SealedColumn<In>,
): Promise<SealCounts> => eachPage(secrets, inTransaction, column, async () => true);

async function eachPage<In extends Tx | SystemTx>(
  secrets: Secrets,
  inTransaction: <T>(work: (tx: In) => Promise<T>) => Promise<T>,
  column: SealedColumn<In>,
  save: (tx: In, value: SealedValue, anew: Buffer) => Promise<boolean>,
): Promise<SealCounts> {
  let all = noSeals;
  for (let after: string | null = null; ; ) {
    const from: string | null = after;
    // Counted from nothing within the transaction, which may be run again.
    const page = await inTransaction(async (tx) => {
      const values = await column.list(tx, from, pageSize);
      let counts = noSeals;
      for (const value of values) {
        const anew = resealOrLose(secrets, value.sealed, column.placeOf(value.id, tx));
        const kind =
          anew === 'lost'
            ? 'lost'
            : anew === null
              ? 'present'
              : (await save(tx, value, anew))
                ? 'older'
                : 'changed';
        counts = { ...counts, [kind]: counts[kind] + 1 };
      }
      return { counts, last: values.length < pageSize ? null : (values.at(-1)?.id ?? null) };
    });
    all = addSeals(all, page.counts);
    if (page.last === null) return all;
    after = page.last;
  }
}

function resealOrLose(secrets: Secrets, sealed: Buffer, place: string): Buffer | null | 'lost' {
  try {
    return secrets.reseal(sealed, place);
  } catch (error) {
    if (error instanceof Problem && error.code === 'secret.cannot_be_opened') return 'lost';
    throw error;
  }
}
