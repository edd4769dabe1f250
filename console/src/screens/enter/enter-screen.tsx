import { useMutation, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { ApiProblem, api } from '../../frame/api.ts';
import { readHash, safeNextPath } from '../../frame/next-path.ts';
import { meQuery } from '../../frame/queries.ts';
import { Doorway } from '../../frame/shell.tsx';
import { t } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';

const route = getRouteApi('/enter');

/** Takes the link that a rehearsal prints: its token becomes a session, once, and the page it names opens. */
export function EnterScreen() {
  const { next } = route.useSearch();
  const router = useRouter();
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: ({ token }: { token: string; next: string }) => api.enter(token),
    onSuccess: async (_answer, { next }) => {
      await client.resetQueries({ queryKey: meQuery.queryKey });
      router.history.replace(next);
    },
  });
  const { mutate } = enter;
  const isStarted = useRef(false);
  const link = useRef(readHash(window.location.hash));

  useEffect(() => {
    document.title = `${t('Opening the rehearsal')} · Tidings`;
    const { token, next: nextInHash } = link.current;
    // A token works once, and effects may run twice; the address bar must not keep it either.
    if (!token || isStarted.current) return;
    isStarted.current = true;
    window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);
    mutate({ token, next: safeNextPath(nextInHash ?? next) });
  }, [mutate, next]);

  return (
    <Doorway isRehearsal>
      {!link.current.token && (
        <Failure
          level={1}
          title={t('This link is not complete')}
          sentence={t('Copy the whole address that the demo printed, including what follows the # sign.')}
        />
      )}
      {enter.error && <Refusal error={enter.error} />}
      {(enter.isPending || enter.isSuccess) && <Loading what={t('opening the rehearsal')} rows={3} />}
    </Doorway>
  );
}

function Refusal({ error }: { error: Error }) {
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <Failure
      level={1}
      title={t('This link does not open the rehearsal')}
      sentence={problem?.message ?? t('Something went wrong on this page. Open the link again.')}
      requestId={problem?.requestId ?? null}
    />
  );
}
