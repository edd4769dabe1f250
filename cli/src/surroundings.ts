import type { Readable } from 'node:stream';

export type Output = {
  /** False where whoever reads it does not keep up. */
  write(text: string): unknown;
  /** Settles when there is room again after that. */
  drained?(): Promise<unknown>;
  readonly isTTY?: boolean;
  readonly columns?: number;
};

/** Everything that a command touches outside itself. Only main.ts knows the real things. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeFolder: string;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  /** What was asked for. */
  readonly stdout: Output;
  /** Progress, notes and bad news. */
  readonly stderr: Output;
  readonly fetch: typeof fetch;
  readonly pause: (ms: number) => Promise<void>;
  readonly nowMs: () => number;
  /** Asks whoever sits at the terminal. What is typed to a secret question is not shown. */
  readonly ask: (question: string, options?: { isSecret?: boolean }) => Promise<string>;
  /** Runs the program of the service with these words; its exit code, or null where it is not on this machine. */
  readonly runServer: (argv: readonly string[], how: 'answers' | 'tells') => Promise<number | null>;
  /** Rejects with an Interruption at Ctrl-C. */
  readonly interrupted: Promise<never>;
  /** Milliseconds before a refused request is tried again. */
  readonly firstPauseMs?: number;
};

export class Interruption extends Error {}

/** Is there somebody to answer a question? It is put on stderr, because stdout may be a file. */
export function hasSomebody({ stdin, stderr }: Surroundings): boolean {
  return stdin.isTTY === true && stderr.isTTY === true;
}
