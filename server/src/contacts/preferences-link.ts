import type { Template } from '@tidings/sms';
import type { Context } from '../platform/context.ts';
import { type LinkReading, readLink } from '../platform/pages/signed-link.ts';
import { type Contact, mergeValuesOf } from './contact.ts';

/** The merge field that becomes the address of the person's own page. */
export const preferencesField = 'preferences_link';

// Canada wants a way out to work for 60 days (CASL s. 11(2)); a text may be found again later than that.
const lastsDays = 90;
const dayMs = 86_400_000;
const lastDayOf = (now: Date) => Math.floor(now.getTime() / dayMs) + lastsDays + 1;

/** When a link that is made now stops working: at the end of a day, ninety days on. */
export const preferencesLinkEndsAt = (now: Date) => new Date(lastDayOf(now) * dayMs);

/** Whose page a link opens. Ids alone: they stand in the link in plain sight. */
export type Visitor = { readonly workspaceId: string; readonly contactId: number };

type LinkTools = Pick<Context, 'clock' | 'secrets' | 'origin'>;

const purpose = 'preferences link';
const version = '2';

/**
 * A short token for the person's page, as it stands in texts: version, then workspace, person and last day in 24 bytes, then
 * HMAC. Those of one day are the same, so a text that is written again is the same text.
 */
export function preferencesTokenOf(
  { clock, secrets }: LinkTools,
  { workspaceId, contactId }: Visitor,
): string {
  const bytes = Buffer.alloc(24);
  bytes.write(workspaceId.replaceAll('-', ''), 'hex');
  bytes.writeUIntBE(contactId, 16, 6);
  bytes.writeUInt16BE(lastDayOf(clock.now()), 22);
  const packed = `${version}.${bytes.toString('base64url')}`;
  return `${packed}.${secrets.sign(packed, purpose)}`;
}

export type TokenReading =
  | { readonly ok: true; readonly visitor: Visitor }
  | { readonly ok: false; readonly reason: 'altered' | 'expired' };

/** Reads a token of a text, or one of the longer ones that were made before. Nothing is believed before its signature is. */
export function readPreferencesToken(ctx: LinkTools, token: string): TokenReading {
  if (!token.startsWith(`${version}.`))
    return readLong(readLink(ctx.secrets, ctx.clock, token, 'preferences'));
  const [, packed = '', signature = '', more] = token.split('.');
  if (more !== undefined || !ctx.secrets.isSigned(`${version}.${packed}`, purpose, signature))
    return { ok: false, reason: 'altered' };
  const bytes = Buffer.from(packed, 'base64url');
  if (ctx.clock.now().getTime() >= bytes.readUInt16BE(22) * dayMs) return { ok: false, reason: 'expired' };
  const hex = bytes.toString('hex', 0, 16);
  const workspaceId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { ok: true, visitor: { workspaceId, contactId: bytes.readUIntBE(16, 6) } };
}

function readLong(link: LinkReading): TokenReading {
  if (!link.ok) return link;
  const [workspaceId = '', contactId] = link.subject.split(' ');
  return { ok: true, visitor: { workspaceId, contactId: Number(contactId) } };
}

/** The address; null while nobody has said where this installation is reached. */
export function preferencesLinkOf(ctx: LinkTools, visitor: Visitor): string | null {
  return ctx.origin === undefined ? null : `${ctx.origin}/my?link=${preferencesTokenOf(ctx, visitor)}`;
}

/** What a text may say about this person, with the address of their page where the text has a place for it. */
export function valuesWithLink(
  ctx: LinkTools,
  workspaceId: string,
  contact: Contact,
  template: Template,
): Map<string, string> {
  const values = mergeValuesOf(contact);
  if (!template.fields.some(({ name }) => name === preferencesField)) return values;
  const link = preferencesLinkOf(ctx, { workspaceId, contactId: contact.id });
  if (link !== null) values.set(preferencesField, link);
  return values;
}
