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
          ...withShown(
            lists.data?.data.map(({ id, name }) => ({ value: id, label: name })),
            shown.list,
          ),
        ]}
        onChange={(event) => onShow({ list: event.currentTarget.value })}
      />
      <NativeSelect
        aria-label={t('With the tag')}
        value={shown.tag ?? ''}
        data={[
          { value: '', label: t('With any tag or none') },
          ...withShown(
            tags.data?.data.map(({ name }) => ({ value: name, label: name })),
            shown.tag,
          ),
        ]}
        onChange={(event) => onShow({ tag: event.currentTarget.value })}
      />
      <Button variant="default" onClick={() => onShow({ search: '', list: '', tag: '', rule: 'everyone' })}>
        {t('Filter by a rule')}
      </Button>
    </>
  );
}

type Choice = { value: string; label: string };

/** A saved view may filter by what is gone since: it says so, and not that nothing is filtered. */
function withShown(known: readonly Choice[] | undefined, shown: string | undefined): readonly Choice[] {
  if (!shown || known?.some(({ value }) => value === shown)) return known ?? [];
  const label = known ? t('{what}, which is not offered any more', { what: shown }) : shown;
  return [...(known ?? []), { value: shown, label }];
}
