import type { Desk } from '../desk.ts';
import { misuse, notFound } from '../refusal.ts';
import { choose, isId, type Kind } from './choose.ts';

/** A conversation by its id, or by the number of its person where they have one only. */
export async function findConversation(desk: Desk, wanted: string): Promise<string> {
  if (/^cnv_\d+$/.test(wanted)) return wanted;
  const { data } = await desk.tidings.call('get', '/v1/conversations', {
    query: { number: wanted, limit: 10 },
  });
  const [first, second] = data;
  if (first && !second) return first.id;
  if (first)
    throw misuse(
      `${wanted} is in ${data.length} conversations, one a brand. Say which by its id: ${data.map(({ id }) => id).join(', ')}.`,
    );
  throw notFound(
    'conversation.not_found',
    `Nobody with the number “${wanted}” has written. See \`tidings inbox list\`.`,
  );
}

const colleagueKind: Kind = { word: 'colleague', prefix: 'mem', listing: 'tidings inbox agents' };

/** A colleague by id or name. */
export async function findColleague(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, colleagueKind)) return wanted;
  const { data } = await desk.tidings.call('get', '/v1/inbox/agents');
  return choose(data, wanted, colleagueKind).id;
}
