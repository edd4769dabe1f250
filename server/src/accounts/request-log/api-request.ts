/** One answer to a program, without anything that it sent. */
export type ApiRequest = {
  readonly workspaceId: string;
  readonly at: Date;
  readonly method: string;
  /** As it was declared, with `:id` in place of ids. */
  readonly route: string;
  readonly status: number;
  readonly tookMs: number;
  readonly keyId: string;
  readonly requestId: string;
  readonly code: string | null;
};

export type KeptRequest = ApiRequest & { readonly others: number };

/** A program that sends thousands of texts a second would otherwise write as many rows about it as about the texts. */
export const mostKeptAtOnce = 50;

/**
 * Which of a workspace’s answers of a second are kept: what was refused before what went well, and the rest counted with the
 * last that is kept. Pure.
 */
export function choose(answers: readonly ApiRequest[], most = mostKeptAtOnce): KeptRequest[] {
  const failures = answers.filter(({ status }) => status >= 400);
  const others = answers.filter(({ status }) => status < 400);
  const chosen = new Set([...failures, ...others].slice(0, most));
  // In the order in which they came, which hours to the millisecond do not tell.
  const kept = answers.filter((one) => chosen.has(one));
  const left = answers.length - kept.length;
  return kept.map((one, at) => ({ ...one, others: at === kept.length - 1 ? left : 0 }));
}
