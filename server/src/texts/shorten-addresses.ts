import { addressesToShorten, withSampleTokens } from '@tidings/policy/content';
import { ensureTextLinks, readDestination } from '../links/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import type { ReadyText, Refusal } from './text.ts';

/** Where short links of the workspace begin, and where none may lead because it would come back here. */
export type LinkPlace = { readonly begins: string | null; readonly domains: readonly string[] };

export type AddressesInText = ReadyText['links'];

/**
 * What of a text becomes short links. `counted` is the words with something as long as a short link in each place, by which parts are
 * counted: the links themselves are made with the text.
 */
export function shortenAddresses(
  body: string,
  { begins, domains }: LinkPlace,
): { readonly links: AddressesInText; readonly counted: string } | Refusal {
  const addresses = addressesToShorten(body);
  if (addresses.length === 0) return { links: null, counted: body };
  if (begins === null)
    return {
      code: 'link.no_address',
      sentence:
        'Set a domain for short links, or have an operator set TIDINGS_PUBLIC_URL: nobody knows yet where people reach them.',
      pointer: '/shorten_links',
    };
  try {
    const each = addresses.map((written) => ({ written, url: readDestination(written, domains) }));
    return { links: { begins, each }, counted: withSampleTokens(body, begins) };
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    return { code: error.code, sentence: error.message, pointer: '/body' };
  }
}

/** The links of these texts, made where there are none yet, as dispatch writes them into the words. */
export async function linksOfTexts(
  tx: Tx,
  ctx: Pick<Context, 'clock' | 'ids'>,
  texts: readonly Pick<ReadyText, 'links'>[],
): Promise<(links: AddressesInText) => { begins: string; each: { id: string; written: string }[] } | null> {
  const urls = [...new Set(texts.flatMap(({ links }) => links?.each.map(({ url }) => url) ?? []))];
  const ids = urls.length === 0 ? new Map<string, string>() : await ensureTextLinks(tx, ctx, urls);
  return (links) =>
    links && {
      begins: links.begins,
      each: links.each.map(({ written, url }) => ({ id: ids.get(url) ?? '', written })),
    };
}
