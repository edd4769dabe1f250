/** The engine's ids (`rc_<8 hex digits><counter>`) as the 32 hex digits that many providers write, and back. */

const pattern = /^rc_([0-9a-f]{8})([0-9a-z]{1,12})$/;

export function hexOf(id: string): string {
  const [, run = '', count = ''] = pattern.exec(id) ?? [];
  return run + Buffer.from(count, 'ascii').toString('hex').padStart(24, '0');
}

/** Null for what is none of ours. */
export function idOfHex(hex: string): string | null {
  if (!/^[0-9a-f]{32}$/.test(hex)) return null;
  const count = Buffer.from(hex.slice(8).replace(/^(00)+/, ''), 'hex').toString('ascii');
  const id = `rc_${hex.slice(0, 8)}${count}`;
  return pattern.test(id) ? id : null;
}

/** The same as a UUID. */
export const uuidOf = (id: string): string =>
  hexOf(id).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
export const idOfUuid = (uuid: string): string | null => idOfHex(uuid.replaceAll('-', '').toLowerCase());
