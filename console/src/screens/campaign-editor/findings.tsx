import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../frame/call.ts';
import { t } from '../../ui/language.ts';
import { useLater } from '../../ui/use-later.ts';
import type { Draft } from './draft.ts';

const afterTypingMs = 600;

/** What carriers and the law object to in these words, while they are written. */
export function Findings({ draft, onBody }: { draft: Draft; onBody: (body: string) => void }) {
  const body = useLater(draft.body, afterTypingMs);
  const { data } = useQuery({
    queryKey: ['/v1/lint', body, draft.program_id],
    queryFn: ({ signal }) =>
      call('/v1/lint', 'post', {
        body: { body, program_id: draft.program_id, opt_out_line_due: true },
        signal,
      }),
    enabled: body.trim() !== '' && draft.program_id !== '',
    placeholderData: (before) => before,
    retry: false,
  });
  // An answer about other words says nothing about these.
  if (!data || body !== draft.body) return null;
  return data.findings.map(({ rule, severity, start, end, sentence, remedy, fix }) => (
    <Alert
      key={`${rule} ${start}`}
      variant="light"
      color={severity === 'error' ? 'red' : 'yellow'}
      title={sentence}
    >
      {remedy}
      {fix !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          mt={6}
          display="block"
          onClick={() => onBody(draft.body.slice(0, start) + fix + draft.body.slice(end))}
        >
          {fix === '' ? t('Remove it') : t('Write “{fix}”', { fix: fix.trim() })}
        </Button>
      )}
    </Alert>
  ));
}
