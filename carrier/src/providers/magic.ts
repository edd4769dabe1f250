/**
 * Numbers that make a code happen: +150055 and five digits of a code is refused with it at once, +150056 and five digits is
 * taken and reported with it.
 */
export type Magic = { readonly when: 'now' | 'later'; readonly code: number };

export function magicOf(to: string): Magic | null {
  const [, way, code] = /^\+?15005([56])(\d{5})$/.exec(to) ?? [];
  return code === undefined ? null : { when: way === '5' ? 'now' : 'later', code: Number(code) };
}

/** The code of a text's last receipt; null where no number of magic has asked for one. */
export function magicReceipt(to: string, status: string): number | null {
  const magic = magicOf(to);
  return status !== 'sent' && magic?.when === 'later' ? magic.code : null;
}
