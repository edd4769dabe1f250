import { NativeSelect, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { SearchBox } from '../../frame/search-box.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { ConversationList } from './conversation-list.tsx';
import classes from './inbox.module.css';
import { Talk } from './talk.tsx';
import { askEveryMs, useInboxNews } from './use-inbox-news.ts';
import { isView, nameOfView, type View, viewNames } from './views.ts';

const route = getRouteApi('/_shell/inbox');

/** What people have written, and where colleagues answer them. */
export function InboxScreen() {
  const { view: named, search = '', open } = route.useSearch();
  const view: View = isView(named) ? named : 'open';
  const navigate = route.useNavigate();
  const { isLive, writing } = useInboxNews();
  const counts = useQuery({
    ...answer('/v1/inbox/counts'),
    refetchInterval: isLive ? false : askEveryMs,
  });
  const at = (next: { view?: View; search?: string; open?: string }) => ({
    ...(view === 'open' ? {} : { view }),
    ...(search === '' ? {} : { search }),
    ...(open === undefined ? {} : { open }),
    ...next,
  });
  return (
    <Page
      title={t('Inbox')}
      lead={
        isLive
          ? t('What people have written. New texts appear by themselves.')
          : t('Connecting to what is new …')
      }
    >
      <div className={classes.panes} data-open={open !== undefined || undefined}>
        <section className={classes.list} aria-label={t('Conversations')}>
          <div className={classes.filters}>
            <NativeSelect
              aria-label={t('Which conversations')}
              value={view}
              onChange={(event) =>
                void navigate({ search: at({ view: event.currentTarget.value as View }), replace: true })
              }
              data={viewNames.map((name) => ({
                value: name,
                label: withCount(name, counts.data),
              }))}
            />
            <SearchBox
              label={t('Search what was said')}
              placeholder={t('Name, number, words')}
              value={search}
              onSearch={(next) => void navigate({ search: at({ search: next }), replace: true })}
            />
          </div>
          <ConversationList
            view={view}
            search={search}
            open={open}
            isLive={isLive}
            onOpen={(id) => void navigate({ search: at({ open: id }) })}
          />
        </section>
        <section className={classes.talk} aria-label={t('Conversation')}>
          {open === undefined ? (
            <Empty title={t('Choose a conversation')}>
              {t('What was said stands here, and below it is where you answer.')}
            </Empty>
          ) : (
            <>
              <div className={classes.back}>
                <Link
                  to="/inbox"
                  search={{ ...(view === 'open' ? {} : { view }), ...(search && { search }) }}
                >
                  {t('All conversations')}
                </Link>
              </div>
              <Talk
                key={open}
                id={open}
                isLive={isLive}
                writing={writing.filter(({ conversation_id }) => conversation_id === open)}
              />
            </>
          )}
        </section>
      </div>
      <Text size="sm" c="dimmed">
        {t('Whoever has opted out cannot be answered. STOP, START and HELP are seen to by themselves.')}
      </Text>
    </Page>
  );
}

type Counts = {
  open: number;
  mine: number;
  unassigned: number;
  overdue: number;
  snoozed: number;
  mentions: number;
};

function withCount(view: View, counts: Counts | undefined): string {
  const name = nameOfView(view);
  if (!counts) return name;
  const count = { ...counts, mentioned: counts.mentions }[view as keyof Counts | 'mentioned'];
  return count ? `${name} (${formatCount(count)})` : name;
}
