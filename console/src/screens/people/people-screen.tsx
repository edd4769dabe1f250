import { Button, Group } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { pages } from '../../frame/call.ts';
import { SavedViews } from '../../frame/saved-views.tsx';
import { SearchBox } from '../../frame/search-box.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import { PeopleFilters } from './people-filters.tsx';
import type { PeopleSearch } from './people-search.ts';
import { PeopleTable } from './people-table.tsx';
import { RuleResult } from './rule-result.tsx';

const route = getRouteApi('/_shell/people');

/** Everybody we know: by name, number, list or tag, or by any rule of the segment language. */
export function PeopleScreen() {
  const shown: PeopleSearch = route.useSearch();
  const navigate = route.useNavigate();
  const show = (change: Partial<Record<keyof PeopleSearch, string>>) => {
    const all = { ...shown, ...change };
    const search = Object.fromEntries(Object.entries(all).filter(([, value]) => value)) as PeopleSearch;
    void navigate({ search, replace: true });
  };
  return (
    <Page
      title={t('People')}
      lead={t('What each of them was sent, agreed to and answered.')}
      actions={
        <ActionBar
          actions={[
            { name: t('Add somebody'), to: '/people/new', needs: 'contacts.write' },
            {
              name: t('Import people'),
              to: '/audience/imports/new',
              isPrimary: true,
              needs: 'contacts.import',
            },
          ]}
        />
      }
    >
      {shown.change !== undefined && <BulkProgress id={shown.change} onClose={() => show({ change: '' })} />}
      {shown.rule === undefined ? (
        <>
          <div className="filters">
            <SearchBox
              label={t('Find people')}
              placeholder={t('Name, number or e-mail')}
              value={shown.search ?? ''}
              onSearch={(search) => show({ search })}
            />
            <PeopleFilters shown={shown} onShow={show} />
          </div>
          <Listing shown={shown} onAsked={(change) => show({ change })} />
        </>
      ) : (
        <RuleResult rule={shown.rule} onShow={show} />
      )}
    </Page>
  );
}

type ListingProps = { shown: PeopleSearch; onAsked: (id: string) => void };

function Listing({ shown: { search, list, tag }, onAsked }: ListingProps) {
  const asked = { ...(search ? { search } : {}), ...(list ? { list } : {}), ...(tag ? { tag } : {}) };
  const isFiltered = Object.keys(asked).length > 0;
  return (
    <PeopleTable
      query={pages('/v1/contacts', { query: { ...asked, limit: 200 } })}
      tools={<SavedViews />}
      whom={isFiltered ? asked : { everybody: true }}
      onAsked={onAsked}
      empty={isFiltered ? <NobodyMatches search={search} /> : <NobodyYet />}
    />
  );
}

function NobodyMatches({ search }: { search: string | undefined }) {
  return (
    <Empty title={search ? t('Nobody matches “{search}”', { search }) : t('Nobody is here')}>
      {t('Try how the name begins, or the first digits of the number.')}
    </Empty>
  );
}

function NobodyYet() {
  const [mayImport, mayAdd, mayInvite] = [
    useMay('contacts.import'),
    useMay('contacts.write'),
    useMay('programs.write'),
  ];
  return (
    <Empty
      title={t('Nobody here yet')}
      action={
        <Group gap="xs" justify="center">
          {mayImport && (
            <Button component={Link} to="/audience/imports/new">
              {t('Import a file')}
            </Button>
          )}
          {mayInvite && (
            <Button component={Link} to="/audience/sign-up" variant="default">
              {t('Create a keyword')}
            </Button>
          )}
          {mayAdd && (
            <Button component={Link} to="/people/new" variant="default">
              {t('Add one')}
            </Button>
          )}
        </Group>
      }
    >
      {t(
        'Bring people who agreed to hear from you. Opt-outs in the file are kept, and nobody is texted by importing.',
      )}
    </Empty>
  );
}
