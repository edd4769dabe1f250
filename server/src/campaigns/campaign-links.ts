import { addressesToShorten, withSampleTokens } from '@tidings/policy/content';
import type { RunLinks } from '../dispatch/index.ts';
import {
  findShortOrigin,
  insertLinks,
  type Link,
  type Origins,
  readDestination,
  readLinkSetting,
  withUtm,
} from '../links/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import type { Campaign } from './campaign.ts';
import type { Finding } from './text-problems.ts';

/** A link for each address in the words, made with the launch: until then nothing of a campaign leads anywhere. */
export async function makeLinks(
  ctx: Context,
  tx: Tx,
  { id, body, texts, createdBy, utm }: Pick<Campaign, 'id' | 'body' | 'texts' | 'createdBy' | 'utm'>,
): Promise<RunLinks | null> {
  const setting = await readLinkSetting(tx);
  const begins = await findShortOrigin(ctx, tx, setting.domain);
  // The longest first, as in each of them: one may begin as another does.
  const addresses = [...new Set([body, ...Object.values(texts)].flatMap(addressesToShorten))].toSorted(
    (one, other) => other.length - one.length,
  );
  if (addresses.length === 0) return null;
  if (begins === null) throw new Conflict(noOrigin.code, noOrigin.sentence);
  const at = ctx.clock.now();
  const links = addresses.map((written): Link & { written: string } => ({
    id: ctx.ids.uuid(),
    written,
    url: withUtm(readDestination(written, setting.domain === null ? [] : [setting.domain]), utm ?? {}),
    label: null,
    campaignId: id,
    state: 'on',
    expiresAt: null,
    madeBy: createdBy,
    createdAt: at,
    changedAt: at,
  }));
  await insertLinks(tx, links);
  return { begins, each: links.map((link) => ({ id: link.id, written: link.written })) };
}

/**
 * The words as they will be counted: with something as long as a short link where an address stands. With what stands in the
 * way of shortening them.
 */
export async function withSampleLinks(
  ctx: Origins,
  tx: Tx,
  body: string,
): Promise<{ body: string; problems: Finding[] }> {
  const addresses = addressesToShorten(body);
  if (addresses.length === 0) return { body, problems: [] };
  const setting = await readLinkSetting(tx);
  const begins = await findShortOrigin(ctx, tx, setting.domain);
  if (begins === null) return { body, problems: [noOrigin] };
  const domains = setting.domain === null ? [] : [setting.domain];
  return {
    body: withSampleTokens(body, begins),
    problems: addresses.flatMap((written) => refusalOf(written, domains, body)),
  };
}

function refusalOf(written: string, domains: readonly string[], body: string): Finding[] {
  try {
    readDestination(written, domains);
    return [];
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const position = body.indexOf(written);
    const place = { pointer: '/body', position, end: position + written.length };
    return [{ code: error.code, sentence: error.message, ...place }];
  }
}

const noOrigin: Finding = {
  code: 'link.no_address',
  sentence:
    'Set a domain for short links, or have an operator set TIDINGS_PUBLIC_URL: nobody knows yet where people reach them.',
  pointer: '/body',
};
