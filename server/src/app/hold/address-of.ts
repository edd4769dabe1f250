import type { ReachedDatabase } from '../database.ts';

/**
 * Server, port and name of a database, and nothing that may change while it stays the same one: user, password, options. A
 * socket is known by its folder.
 */
export function addressOf({
  isEmbedded,
  ownerUrl,
}: Pick<ReachedDatabase, 'isEmbedded' | 'ownerUrl'>): string {
  if (isEmbedded) return 'embedded';
  const [, place = '', query = ''] = /^[a-z]+:\/\/(?:[^@/?]*@)?([^?]*)(?:\?(.*))?$/s.exec(ownerUrl) ?? [];
  const parameters = new URLSearchParams(query);
  const parts = ['host', 'port'].flatMap((name) => parameters.get(name) ?? []);
  return [place, ...parts].join(' ').toLowerCase();
}
