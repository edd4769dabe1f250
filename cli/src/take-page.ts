import type { Desk } from './desk.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';

/** The beginning of a listing, as --json prints it. */
export type Taken<Item> = { readonly data: readonly Item[]; readonly has_more: boolean };

export async function takePage<Item>(items: AsyncIterable<Item>, limit: number): Promise<Taken<Item>> {
  const data: Item[] = [];
  for await (const item of items) {
    if (data.length === limit) return { data, has_more: true };
    data.push(item);
  }
  return { data, has_more: false };
}

/** Says when a listing was cut, so that nobody takes its end for the end. */
export function tellMore(desk: Desk, { data, has_more }: Taken<unknown>): ExitCode {
  if (has_more) desk.voice.note(`These are the first ${data.length}; --limit N shows more.`);
  return exitCodes.ok;
}
