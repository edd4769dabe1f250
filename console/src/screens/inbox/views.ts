import type { QueryOf } from '@tidings/sdk';
import { t } from '../../ui/language.ts';

export const viewNames = [
  ...['mine', 'unassigned', 'open', 'waiting', 'overdue', 'mentioned', 'pending', 'snoozed', 'closed', 'all'],
] as const;
export type View = (typeof viewNames)[number];
export const isView = (text: string | undefined): text is View =>
  text !== undefined && (viewNames as readonly string[]).includes(text);

type Wanted = Partial<NonNullable<QueryOf<'/v1/conversations', 'get'>>>;

const byView: Record<View, Wanted> = {
  mine: { state: 'open', assignee: 'me' },
  unassigned: { state: 'open', assignee: 'none' },
  open: { state: 'open' },
  waiting: { state: 'open', sort: 'longest_waiting' },
  overdue: { overdue: true },
  mentioned: { mentioned: true },
  pending: { state: 'pending' },
  snoozed: { state: 'snoozed' },
  closed: { state: 'closed' },
  all: {},
};

/** What a view asks for. Words are looked for in it, and not beside it. */
export const wantedBy = (view: View, search: string): Wanted => ({
  ...byView[view],
  ...(search === '' ? {} : { q: search }),
});

export const nameOfView = (view: View): string =>
  ({
    mine: t('Mine'),
    unassigned: t('Unassigned'),
    open: t('Open'),
    waiting: t('Longest waiting'),
    overdue: t('Overdue'),
    mentioned: t('Mentioning me'),
    pending: t('Answered'),
    snoozed: t('Snoozed'),
    closed: t('Closed'),
    all: t('All'),
  })[view];
