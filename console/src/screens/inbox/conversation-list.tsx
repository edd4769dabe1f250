import { useInfiniteQuery } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { useActions } from '../../frame/action-store.ts';
import { pages } from '../../frame/call.ts';
import { Loaded, MoreButton } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import classes from './inbox.module.css';
import { askEveryMs } from './use-inbox-news.ts';
import { type View, wantedBy } from './views.ts';

export type Conversation = ItemOf<'/v1/conversations'>;

type ListProps = {
  view: View;
  search: string;
  open: string | undefined;
  isLive: boolean;
  onOpen: (id: string) => void;
};

/** Who has written, as the view wants them. `j` and `k` go from one to the next. */
export function ConversationList({ view, search, open, isLive, onOpen }: ListProps) {
  const query = useInfiniteQuery({
    ...pages('/v1/conversations', { query: wantedBy(view, search) }),
    placeholderData: (previous) => previous,
    refetchInterval: isLive ? false : askEveryMs,
  });
  const rows = query.data?.pages.flatMap((page) => page.data) ?? [];
  const place = rows.findIndex(({ id }) => id === open);
  const go = (to: number) => {
    const row = rows[to];
    if (row) onOpen(row.id);
  };
  useActions([
    { name: t('Next conversation'), keys: 'j', run: () => go(place + 1) },
    { name: t('Previous conversation'), keys: 'k', run: () => go(place - 1) },
  ]);
  return (
    <Loaded query={query} what={t('the conversations')}>
      {() =>
        rows.length === 0 ? (
          <Empty title={search === '' ? t('Nothing here') : t('Nobody has said that here')}>
            {search === ''
              ? t('Whoever writes to one of your numbers, and is not answered by a keyword, appears here.')
              : t('Look among all conversations, or for other words.')}
          </Empty>
        ) : (
          <>
            <ul className={classes.rows}>
              {rows.map((row) => (
                <li key={row.id}>
                  <Row row={row} isOpen={row.id === open} onOpen={onOpen} />
                </li>
              ))}
            </ul>
            <MoreButton query={query} />
          </>
        )
      }
    </Loaded>
  );
}

function Row({ row, isOpen, onOpen }: { row: Conversation; isOpen: boolean; onOpen: (id: string) => void }) {
  const { workspace } = useMe();
  return (
    <button
      type="button"
      className={classes.row}
      aria-current={isOpen || undefined}
      onClick={() => onOpen(row.id)}
    >
      <span className={classes.rowTop}>
        <span className={classes.who} data-unread={row.is_unread || undefined}>
          {row.name ?? formatNumber(row.number, workspace.country)}
        </span>
        <span className={classes.when}>{formatMoment(row.last_at, workspace.time_zone)}</span>
      </span>
      <span className={classes.last}>{row.last_body ?? ''}</span>
      <span className={classes.marks}>
        <StateOf conversation={row} />
        {row.assignee?.name && <span>{row.assignee.name}</span>}
        {row.is_unread && <span className={classes.new}>{t('New')}</span>}
      </span>
    </button>
  );
}

/** Where it stands, in a word: overdue before everything. */
export function StateOf({ conversation }: { conversation: Pick<Conversation, 'state' | 'is_overdue'> }) {
  const [tone, words] = lookOf(conversation);
  return <StateBadge tone={tone}>{words}</StateBadge>;
}

function lookOf({ state, is_overdue }: Pick<Conversation, 'state' | 'is_overdue'>): [Tone, string] {
  if (is_overdue) return ['bad', t('Overdue')];
  if (state === 'open') return ['calm', t('Open')];
  if (state === 'pending') return ['good', t('Answered')];
  return state === 'snoozed' ? ['warn', t('Snoozed')] : ['quiet', t('Closed')];
}
