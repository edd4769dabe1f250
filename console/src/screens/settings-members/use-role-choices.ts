import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { leastFirst, nameOfRole } from '../../frame/role-words.ts';

/** The roles that somebody can be given, the least of them first, and as a list to choose from. */
export function useRoleChoices() {
  const roles = useQuery(answer('/v1/roles'));
  const allRoles = leastFirst(roles.data?.data ?? []);
  const roleChoices = allRoles.map(({ id, name }) => ({ value: id, label: nameOfRole(id, name) }));
  return { allRoles, roleChoices, isLoading: roles.isLoading };
}
