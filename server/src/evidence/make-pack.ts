import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid, NotFound } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { gather } from './gather.ts';
import { buildPack, type ProofPack } from './proof-pack.ts';

/** Makes the pack of a number as people write it, and says in the audit that it was asked for. */
export async function makePack(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  scope: Scope,
  written: string,
  isPdf: boolean,
): Promise<ProofPack> {
  const { country } = await getWorkspace(tx);
  const parsed = parseNumber(written, { defaultCountry: isCountryCode(country) ? country : undefined });
  if (!parsed.ok) throw new Invalid(parsed.code, parsed.sentence);
  const pack = await findPack(tx, ctx, scope, parsed.e164, isPdf ? 'pdf' : 'json');
  if (pack) return pack;
  throw new NotFound(
    'proof_pack.nothing_on_record',
    'Nothing is on record about this number in this workspace.',
  );
}

/** The pack of a number in E.164; null where nothing is on record about it. */
export async function findPack(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  scope: Scope,
  number: string,
  format: 'json' | 'pdf',
): Promise<ProofPack | null> {
  const found = await gather(tx, ctx, number);
  if (found === null) return null;
  const workspace = await getWorkspace(tx);
  const pack = buildPack(found, { at: ctx.clock.now(), by: scope.actor, workspace });
  const object = found.person ? publicId('con', found.person.id) : 'number:unnamed';
  await recordAudit(tx, scope, {
    act: 'proof_pack.made',
    object,
    after: { format, texts: pack.texts.length, events: pack.consent_events.length },
    ...(found.person && { personal: { subject: object, after: { number } } }),
  });
  return pack;
}
