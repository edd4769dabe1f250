import { Alert, Button, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { useLater } from '../../ui/use-later.ts';
import { joinedAmong, type Rule } from './rule.ts';

export type Asked = {
  text?: string;
  rule?: Rule;
  body: { text?: string; rule?: never };
  isUnreadable?: boolean;
};

const afterTypingMs = 400;
const sample = 20;

/** How many people the rule chooses now, some of them, and what stands against it. Nothing is saved by looking. */
export function LiveCount({ asked, onTake }: { asked: Asked; onTake: (text: string) => void }) {
  const { country } = useMe().workspace;
  const later = useLater(JSON.stringify(asked.body), afterTypingMs);
  const body = JSON.parse(later) as Asked['body'];
  const isAsking = later !== '{}' && body.text?.trim() !== '';
  const check = useQuery({
    queryKey: ['/v1/segments/check', later],
    queryFn: ({ signal }) => call('/v1/segments/check', 'post', { body, signal }),
    enabled: isAsking,
    placeholderData: (before) => before,
  });
  const count = useQuery({
    queryKey: ['/v1/segments/count', later],
    queryFn: ({ signal }) => call('/v1/segments/count', 'post', { body: { ...body, sample }, signal }),
    enabled: isAsking && check.data?.is_ready === true && !check.isPlaceholderData,
    placeholderData: (before) => before,
  });
  const joined = useQuery({
    queryKey: ['/v1/segments/count', later, 'joined'],
    queryFn: ({ signal }) =>
      call('/v1/segments/count', 'post', { body: joinedAmong(body) as { text: string }, signal }),
    enabled: count.data !== undefined && count.data.count > 0 && !count.isPlaceholderData,
  });
  const problems = check.data?.problems ?? [];
  const notices = check.data?.notices ?? [];
  return (
    <Panel title={t('People now')} aside={count.isFetching || check.isFetching ? t('counting …') : undefined}>
      {!isAsking && <Text c="dimmed">{t('Write a rule to see whom it chooses.')}</Text>}
      {check.error && <Refusal error={check.error} otherwise={t('The rule could not be read.')} />}
      {problems.map(({ code, detail, suggestion, pointer }) => (
        <Alert key={code + pointer + detail} color="red" variant="light" mb="xs" role="alert">
          {detail}
          {suggestion && body.text !== undefined && (
            <Button
              size="compact-sm"
              variant="default"
              mt={6}
              display="block"
              onClick={() => onTake(suggestion)}
            >
              {t('Write “{suggestion}”', { suggestion })}
            </Button>
          )}
        </Alert>
      ))}
      {notices.map(({ code, detail, pointer }) => (
        <Alert key={code + pointer} color="yellow" variant="light" mb="xs">
          {detail}
        </Alert>
      ))}
      {count.error && <Refusal error={count.error} otherwise={t('The people could not be counted.')} />}
      {problems.length === 0 && count.data && (
        <>
          <Text size="xl" fw={650} className="numbers" role="status">
            {tn(count.data.count, '{n} person', '{n} people')}
          </Text>
          {joined.data && <Text className="numbers">{joinedWords(joined.data.count)}</Text>}
          <Text c="dimmed" mb="sm" className="breakable">
            {count.data.sentence}
          </Text>
          <ul className="plain-list">
            {count.data.people.map(({ id, name, number }) => (
              <li key={id}>
                <Link to="/people/$contactId" params={{ contactId: id }}>
                  {name ?? formatNumber(number, country)}
                </Link>{' '}
                <span className="quiet numbers">{name && formatNumber(number, country)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Panel>
  );
}

/** How many may be texted at most; who exactly gets a text is judged for the program of a campaign, when it is checked. */
const joinedWords = (count: number): string =>
  count === 0
    ? t('Nobody of them has joined a program, so nobody of them can be texted.')
    : tn(
        count,
        '{n} of them has joined a program: nobody else can be texted.',
        '{n} of them have joined a program: nobody else can be texted.',
      );
