import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { staleFileKey, takeFile, type WantedFile } from './files.ts';

const StaleFileQuestion = lazy(() =>
  import('./stale-file-question.tsx').then((file) => ({ default: file.StaleFileQuestion })),
);

/** Asks once more who it is before a file is handed over that has people in it, and then hands it over. */
export function StaleFile() {
  const client = useQueryClient();
  const { data: file } = useQuery<WantedFile | null>({
    queryKey: staleFileKey,
    queryFn: () => null,
    enabled: false,
    initialData: null,
  });
  if (!file) return null;
  const close = () => client.setQueryData(staleFileKey, null);
  const take = () => {
    close();
    takeFile(file.address, file.name);
  };
  return (
    <Suspense>
      <StaleFileQuestion onDone={take} onClose={close} />
    </Suspense>
  );
}
