import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { whole } from '../../frame/call.ts';
import { t } from '../../ui/language.ts';
import type { PeopleSearch } from './people-search.ts';

type FiltersProps = {
  shown: PeopleSearch;
  onShow: (change: Partial<Record<keyof PeopleSearch, string>>) => void;
};

/** A list, a tag, or a rule for everything that these two cannot say. */
export function PeopleFilters({ shown, onShow }: FiltersProps) {
  const lists = useQuery(whole('/v1/lists'));
  const tags = useQuery(whole('/v1/tags'));
  return (
    <>
      <NativeSelect
        aria-label={t('On the list')}
        value={shown.list ?? ''}
        data={[
          { value: '', label: t('On any list or none') },
          ...(lists.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => onShow({ list: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('With the tag')}
        value={shown.tag ?? ''}
        data={[
          { value: '', label: t('With any tag or none') },
          ...(tags.data?.data ?? []).map(({ name }) => ({ value: name, label: name })),
        ]}
        onChange={(event) => onShow({ tag: event.currentTarget.value })}
      />
      <Button variant="default" onClick={() => onShow({ search: '', list: '', tag: '', rule: 'everyone' })}>
        {t('Filter by a rule')}
      </Button>
    </>
  );
}
