import { useMutation, useQueryClient } from '@tanstack/react-query';
import { actAs } from './acting-as.ts';
import { api } from './api.ts';
import { forgetOwn } from './kept.ts';

/** Loads the console anew at an address, so that nothing of this person or workspace stays in memory for the next one. */
export function useRestart(): (path: string) => void {
  const client = useQueryClient();
  return (path) => {
    actAs(null);
    client.clear();
    window.location.assign(path);
  };
}

/** Signs out, and forgets what is kept of this person in the browser. */
export function useSignOut() {
  const restart = useRestart();
  return useMutation({
    mutationFn: api.signOut,
    onSuccess: forgetOwn,
    onSettled: () => restart('/sign-in'),
  });
}
