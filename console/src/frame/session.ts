import { useSuspenseQuery } from '@tanstack/react-query';
import type { Me } from './api.ts';
import { meQuery } from './queries.ts';

export type Permission = Me['permissions'][number];

/** Who is signed in. Pages inside the shell are shown only when this is known, so it is never undefined there. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** Whether a control should be offered. The server decides again; this only spares people a refusal. */
export function useMay(permission: Permission): boolean {
  return useMe().permissions.includes(permission);
}
