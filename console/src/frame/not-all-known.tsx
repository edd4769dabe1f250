import { Button, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { t } from '../ui/language.ts';
import { problemWords } from './problem-words.ts';

type Asked = Pick<UseQueryResult, 'data' | 'error' | 'refetch'>;

/** What was asked for and did not come; of what came once, the last answer stands. */
export const unknownOf = <One extends Asked>(asked: readonly One[]): One[] =>
  asked.filter(({ data, error }) => data === undefined && error !== null);

type NotAllKnownProps = {
  asked: readonly Asked[];
  /** What may be missing, in a sentence: nobody is told that there is nothing where it is not known. */
  children: string;
};

/** Above what is put together from several answers: that one of them did not come, why, and a way to ask again. */
export function NotAllKnown({ asked, children }: NotAllKnownProps) {
  const unknown = unknownOf(asked);
  const error = unknown[0]?.error;
  if (!error) return null;
  return (
    <Text size="sm" role="alert" mb="xs" className="breakable">
      {children} {problemWords(error)}{' '}
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          for (const { refetch } of unknown) void refetch();
        }}
      >
        {t('Try again')}
      </Button>
    </Text>
  );
}
