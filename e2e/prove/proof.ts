/** How much of everything. What a kill, a second or a text is to a proof, its own page says. */
export type Size = { texts: number; kills: number; seconds: number };

export type Order = Size & {
  seed: number;
  /** A mistake planted on purpose, under which the proof must fail; null to prove the service as it is. */
  control: string | null;
  /** Of a proof of several things, such as gateways, which of them; null for all. */
  only: readonly string[] | null;
  /** An empty folder for the database, the ledger and whatever else is needed. */
  folder: string;
  /** Prints a line of its own, for a proof of several things. */
  say?: (line: object) => void;
};

export type Report = {
  /** It came to its end, was what it was to be, and nothing was found. */
  passed: boolean;
  /** Breaches of what is promised. A control must find some; one that only takes too long has shown nothing. */
  found: number;
} & Readonly<Record<string, unknown>>;

export type Proof = {
  /** What it shows, in one line. */
  shows: string;
  /** The mistakes that it must find. A proof that passes with one of them planted is worth nothing. */
  controls: readonly string[];
  /** `short` is for all proofs in a row, `nightly` for a machine that has the night. */
  sizes: Record<'short' | 'usual' | 'nightly', Size>;
  /** Of a proof that needs programs of others: what to do where none of them is there; null where it can run. */
  findMissing?(): string | null;
  prove(order: Order): Promise<Report>;
};
