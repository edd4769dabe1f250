import type { ItemOf, ListPath } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { choose, chooseOnly, isId, type Kind } from './choose.ts';

const programKind: Kind = { word: 'program', prefix: 'prg', listing: 'tidings programs' };
const listKind: Kind = { word: 'list', prefix: 'lst', listing: 'tidings lists' };
const senderKind: Kind = { word: 'sender', prefix: 'snd', listing: 'tidings senders' };
const templateKind: Kind = { word: 'template', prefix: 'tpl', listing: 'tidings templates list' };
const snippetKind: Kind = { word: 'snippet', prefix: 'snp', listing: 'tidings snippets list' };
const couponKind: Kind = { word: 'pool of codes', prefix: 'cpn', listing: 'tidings coupons list' };
const poolKind: Kind = { word: 'pool', prefix: 'pol', listing: 'tidings pools list' };
const gatewayKind: Kind = { word: 'gateway', prefix: 'gtw', listing: 'tidings gateways list' };
const campaignKind: Kind = { word: 'campaign', prefix: 'cmp', listing: 'tidings campaign list' };
const tagKind: Kind = { word: 'tag', prefix: 'tag', listing: 'tidings people --tag' };

/** The id behind an id or a name. An id is taken at its word: the server says when there is none. */
export async function findProgram(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, programKind)) return wanted;
  return choose(await collect(desk, '/v1/programs'), wanted, programKind).id;
}

/** Without a wish, the only program that there is. */
export async function findProgramOrOnly(desk: Desk, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined) return findProgram(desk, wanted);
  const { id, name } = chooseOnly(await collect(desk, '/v1/programs'), programKind, '--program');
  desk.voice.note(`For the program “${name}”, the only one there is.`);
  return id;
}

/** Senders go by their number, in any spelling that has its digits. */
export async function findSenderOrOnly(desk: Desk, wanted: string | undefined): Promise<string> {
  if (wanted !== undefined && isId(wanted, senderKind)) return wanted;
  const { data } = await desk.tidings.call('get', '/v1/senders');
  const senders = data.map(({ id, number }) => ({ id, name: number }));
  if (wanted !== undefined) {
    const digits = digitsOf(wanted);
    const spelled = senders.find(({ name }) => digits !== '' && digitsOf(name) === digits);
    return spelled?.id ?? choose(senders, wanted, senderKind).id;
  }
  const only = chooseOnly(senders, senderKind, '--sender');
  desk.voice.note(`From ${only.name}, the only sender there is.`);
  return only.id;
}

/** Lists by id or name, in the order they were named. */
export async function findLists(desk: Desk, wanted: readonly string[]): Promise<string[]> {
  if (wanted.every((one) => isId(one, listKind))) return [...wanted];
  const lists = await collect(desk, '/v1/lists');
  return wanted.map((one) => (isId(one, listKind) ? one : choose(lists, one, listKind).id));
}

/** A tag that nobody has is most likely mistyped, and leaving out nobody would be the worst way to find out. */
export async function findTags(desk: Desk, wanted: readonly string[]): Promise<string[]> {
  if (wanted.length === 0) return [];
  const tags = await collect(desk, '/v1/tags');
  return wanted.map(
    (one) =>
      choose(
        tags.map(({ name }) => ({ id: name, name })),
        one,
        tagKind,
      ).name,
  );
}

export async function findCampaign(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, campaignKind)) return wanted;
  return choose(await collect(desk, '/v1/campaigns'), wanted, campaignKind).id;
}

export async function findTemplate(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, templateKind)) return wanted;
  return choose(await collect(desk, '/v1/templates'), wanted, templateKind).id;
}

export async function findSnippet(desk: Desk, wanted: string, isArchived = false): Promise<string> {
  if (isId(wanted, snippetKind)) return wanted;
  const found: ItemOf<'/v1/snippets'>[] = [];
  const query = { limit: 200, ...(isArchived && { archived: true }) };
  for await (const one of desk.tidings.each('/v1/snippets', { query })) found.push(one);
  return choose(found, wanted, snippetKind).id;
}

export async function findPool(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, poolKind)) return wanted;
  return choose((await desk.tidings.call('get', '/v1/sender-pools')).data, wanted, poolKind).id;
}

/** A pool of codes goes by the name that texts ask for it by. */
export async function findCoupons(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, couponKind)) return wanted;
  return choose(await collect(desk, '/v1/coupon-pools'), wanted, couponKind).id;
}

export async function findGateway(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, gatewayKind)) return wanted;
  return choose((await desk.tidings.call('get', '/v1/gateways')).data, wanted, gatewayKind).id;
}

async function collect<P extends ListPath>(desk: Desk, path: P): Promise<ItemOf<P>[]> {
  const items: ItemOf<P>[] = [];
  for await (const item of desk.tidings.each(path, { query: { limit: 200 } as never })) items.push(item);
  return items;
}

export const digitsOf = (text: string) => text.replace(/\D/g, '');
