import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { t } from '../../ui/language.ts';

/** Somebody is on file with this number already: who, and the way to their page, where what is new is recorded. */
export function WhoHasNumber({ number }: { number: string }) {
  const { data } = useQuery(answer('/v1/contacts', { query: { search: number, limit: 1 } }));
  const [known] = data?.data ?? [];
  return (
    <Text size="sm" component="div">
      {t('Somebody is on file with this number already.')}{' '}
      {known && (
        <Link to="/people/$contactId" params={{ contactId: known.id }} search={{ tab: 'consent' }}>
          {t('Open the page of {name}', { name: known.name ?? known.number })}
        </Link>
      )}
    </Text>
  );
}
