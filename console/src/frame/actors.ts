import { useQuery } from '@tanstack/react-query';
import { t } from '../ui/language.ts';
import { answer } from './call.ts';
import { useMay } from './session.ts';

/**
 * Who did something, by name: the audit and the ledger keep `member:…`, `key:…` or `system:…`, for names change and a record must
 * not. Whoever may not see the names, or asks for somebody who is gone, reads what is kept.
 */
export function useActorName(): (actor: string) => string {
  const members = useQuery({
    ...answer('/v1/members'),
    enabled: useMay('workspace.read'),
    staleTime: 60_000,
  });
  const keys = useQuery({ ...answer('/v1/api-keys'), enabled: useMay('keys.manage'), staleTime: 60_000 });
  const named = namesOf([...(members.data?.data ?? []), ...(keys.data?.data ?? [])]);
  return (actor) => nameOfActor(actor, named);
}

/** Names by the bare id: an id stands with dashes in a record and without them behind its prefix in the API. */
export function namesOf(all: readonly { id: string; name: string }[]): ReadonlyMap<string, string> {
  return new Map(all.map(({ id, name }) => [bareId(id), name]));
}

export function nameOfActor(actor: string, names: ReadonlyMap<string, string>): string {
  const [kind = '', id = ''] = actor.split(':', 2);
  const name = names.get(bareId(id));
  if (kind === 'member' && name !== undefined) return name;
  if (kind === 'key' && name !== undefined) return t('{name} (API key)', { name });
  return kind === 'system' ? 'Tidings' : actor;
}

const bareId = (id: string) => id.replace(/^[a-z]+_/, '').replaceAll('-', '');
