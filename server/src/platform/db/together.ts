/**
 * The answers to what was asked in one breath. Where a statement fails, those behind it fail because of it, and may be heard of
 * sooner: thrown is what befell the one that was asked first, which tells whether another try is worth it.
 */
export async function together<Asked extends readonly unknown[] | []>(
  asked: Asked,
): Promise<{ -readonly [At in keyof Asked]: Awaited<Asked[At]> }> {
  for (const one of await Promise.allSettled(asked)) if (one.status === 'rejected') throw one.reason;
  return Promise.all(asked);
}

/** A failure is told to whoever comes to wait for it, and by the commit. */
export function quietly<Value extends Promise<unknown>>(asked: Value): Value {
  asked.catch(() => {});
  return asked;
}
