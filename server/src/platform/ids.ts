import { randomBytes, randomFillSync } from 'node:crypto';

/** Ids are branded, so that a list cannot be passed where a campaign is wanted. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };
export type WorkspaceId = Brand<string, 'WorkspaceId'>;

export type Ids = {
  /** A UUID version 7: time-ordered, made here and not by the database, so that the caller knows it beforehand. */
  uuid(): string;
  /** Unguessable text for tokens, base64url, `bytes` of entropy. */
  token(bytes?: number): string;
};

/** Ids from the system's entropy and `nowMs` (milliseconds since 1970, real time: an id is not a business fact). */
export function systemIds(nowMs: () => number = Date.now): Ids {
  return { uuid: () => uuidV7(nowMs()), token: (bytes = 32) => randomBytes(bytes).toString('base64url') };
}

function uuidV7(ms: number): string {
  const bytes = randomFillSync(Buffer.alloc(16));
  bytes.writeUIntBE(ms, 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** The prefixes under which ids appear in the API: `cmp_0190…`. Ids of people and texts are numbers: `con_123`. */
export function publicId(prefix: string, id: string | number): string {
  return `${prefix}_${String(id).replaceAll('-', '')}`;
}

/** Reads `prefix_<32 hex>` back into a UUID; null when it is none (the caller answers NotFound). */
export function readUuidId(prefix: string, text: string): string | null {
  const match = /^([a-z]+)_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/.exec(text);
  if (!match || match[1] !== prefix) return null;
  return match.slice(2).join('-');
}

/** Reads `prefix_<digits>` back into a number; null when it is none. */
export function readNumberId(prefix: string, text: string): number | null {
  const match = /^([a-z]+)_([1-9][0-9]{0,15})$/.exec(text);
  if (!match || match[1] !== prefix) return null;
  const id = Number(match[2]);
  return Number.isSafeInteger(id) ? id : null;
}
