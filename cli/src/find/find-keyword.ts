import type { Desk } from '../desk.ts';
import { choose, isId, type Kind } from './choose.ts';

const keywordKind: Kind = { word: 'keyword', prefix: 'kwd', listing: 'tidings keywords list' };

/** A keyword by its id, or by any of its words. */
export async function findKeyword(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, keywordKind)) return wanted;
  const { data } = await desk.tidings.call('get', '/v1/keywords');
  const named = data.flatMap(({ id, words }) => words.map((name) => ({ id, name })));
  return choose(named, wanted, keywordKind).id;
}
