import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { call, refresh } from '../../frame/call.ts';
import { isOvertaken } from '../../frame/conflict.tsx';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import type { Draft, Saved, Theirs } from './use-draft.ts';

/** Saves what is typed. `theirs` is what stands there where somebody else was faster, with what is typed as words beside it. */
export function useSave(saved: Saved | null, { name, asked, forget, take }: Draft) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const say = useToast();
  const [theirs, setTheirs] = useState<(Theirs & { mine: string }) | null>(null);
  const save = useMutation({
    mutationFn: (of: number | null) =>
      saved
        ? call('/v1/segments/{id}', 'patch', {
            path: { id: saved.id },
            body: { name: name.trim(), ...(of === null ? {} : { version: of }), ...asked.body },
          })
        : call('/v1/segments', 'post', { body: { name: name.trim(), ...asked.body } }),
    onError: async (error) => {
      if (!saved || !isOvertaken(error)) return;
      const check = await call('/v1/segments/check', 'post', { body: asked.body });
      const found = await call('/v1/segments/{id}', 'get', { path: { id: saved.id } });
      setTheirs({ ...found, mine: check.text ?? '' });
    },
    onSuccess: async ({ id, name }) => {
      forget();
      setTheirs(null);
      await refresh(client, '/v1/segments');
      say(t('{name} is saved.', { name }));
      if (!saved) await navigate({ to: '/audience/segments/$segmentId', params: { segmentId: id } });
    },
  });
  const takeTheirs = async () => {
    forget();
    if (theirs) take(theirs);
    setTheirs(null);
    save.reset();
    await refresh(client, '/v1/segments');
  };
  return { save, theirs, takeTheirs };
}
