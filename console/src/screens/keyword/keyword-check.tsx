import { Alert, List, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call } from '../../frame/call.ts';
import { t, tn } from '../../ui/language.ts';
import { useLater } from '../../ui/use-later.ts';
import type { KeywordWish } from './keyword-fields.ts';

const typingPausesMs = 500;

/** What stands against the keyword as it is typed: rule words, other keywords, words that are only a slip away. */
export function KeywordCheck({ wish, keywordId }: { wish: KeywordWish; keywordId: string | null }) {
  const asked = useLater(JSON.stringify(wish), typingPausesMs);
  const isAskable = wish.program_id !== undefined && (wish.kind === 'default' || wish.words?.length !== 0);
  const check = useQuery({
    queryKey: ['/v1/keywords/check', keywordId, asked] as const,
    queryFn: ({ signal }) =>
      call('/v1/keywords/check', 'post', {
        ...(keywordId === null ? {} : { query: { keyword_id: keywordId } }),
        ...{ body: JSON.parse(asked) as KeywordWish, signal },
      }),
    enabled: isAskable,
    placeholderData: keepPreviousData,
    retry: false,
  });
  // What is not a keyword yet is told by the fields when it is sent.
  if (!isAskable || !check.data) return null;
  const { is_ready, problems, warnings, answer } = check.data;
  return (
    <Alert
      role="status"
      variant="light"
      color={is_ready ? (warnings.length > 0 ? 'yellow' : 'indigo') : 'red'}
      title={is_ready ? t('Nothing stands against it') : t('This stands against it')}
    >
      {(problems.length > 0 || warnings.length > 0) && (
        <List size="sm">
          {[...problems, ...warnings].map(({ code, pointer, sentence }) => (
            <List.Item key={`${code} ${pointer} ${sentence}`}>{sentence}</List.Item>
          ))}
        </List>
      )}
      {answer && (
        <Text size="sm">
          {t('The answer takes {parts}.', { parts: tn(answer.parts, '{n} part', '{n} parts') })}
        </Text>
      )}
    </Alert>
  );
}
