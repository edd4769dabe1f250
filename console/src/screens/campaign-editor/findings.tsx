import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { call } from '../../frame/call.ts';
import type { Said } from '../../frame/writing/said.ts';
import { t } from '../../ui/language.ts';
import { useLater } from '../../ui/use-later.ts';
import type { Draft } from './draft.ts';

const afterTypingMs = 600;
// That a merge field cannot be read stands under the words as soon as it is typed; it is said once.
const saidAtOnce = 'merge.unreadable';

type Finding = AnswerOf<'/v1/lint', 'post'>['findings'][number];

/** What carriers and the law object to in these words, while they are written; nothing before there is an answer about them. */
export function useFindings(draft: Draft, said: Said): readonly Finding[] {
  const body = useLater(said.text, afterTypingMs);
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
  return data && body === said.text ? data.findings.filter(({ rule }) => rule !== saidAtOnce) : [];
}

type FindingsProps = {
  findings: readonly Finding[];
  draft: Draft;
  said: Said;
  onBody: (body: string) => void;
};

export function Findings({ findings, draft, said, onBody }: FindingsProps) {
  // What stands in a snippet is mended there; here its tag is all there is.
  const mend = (start: number, end: number, fix: string) => {
    const [from, to] = [said.placeOf(start), end > start ? said.placeOf(end - 1) + 1 : said.placeOf(end)];
    onBody(draft.body.slice(0, from) + fix + draft.body.slice(to));
  };
  return findings.map(({ rule, severity, start, end, sentence, remedy, fix }) => (
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
          onClick={() => mend(start, end, fix)}
        >
          {fix === '' ? t('Remove it') : t('Write “{fix}”', { fix: fix.trim() })}
        </Button>
      )}
    </Alert>
  ));
}
