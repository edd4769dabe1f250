import { Button, Group } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { wordsOf } from '../../ui/words.ts';

const route = getRouteApi('/_shell/compliance/replies');

type Verdict = 'opt_out' | 'keep' | 'wrong_number';

/** Replies that the reader was not sure of. Marketing to the person waits until somebody has judged. */
export function RepliesScreen() {
  const { show = 'open' } = route.useSearch();
  const navigate = route.useNavigate();
  const { country, time_zone } = useMe().workspace;
  const mayJudge = useMay('suppression.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const verdicts: Record<Verdict, string> = {
    opt_out: t('Wants no more texts'),
    keep: t('Marketing goes on'),
    wrong_number: t('Wrong number'),
  };
  const judge = (id: string, body: string, verdict: Verdict) =>
    ask({
      title: `${verdicts[verdict]}?`,
      lead: `“${body}”`,
      fields: [{ name: 'note', label: t('Note'), isRequired: false }],
      submit: verdicts[verdict],
      isDanger: verdict !== 'keep',
      send: (given: { note?: string }) =>
        call('/v1/reply-cases/{id}/judgement', 'post', { path: { id }, body: { ...given, verdict } }),
      done: () => void refresh(client, '/v1/reply-cases'),
    });
  return (
    <Page
      title={t('Replies to judge')}
      lead={t(
        'What people wrote that may mean “stop”. Until somebody says what it means, marketing to them waits.',
      )}
    >
      {dialog}
      <ChoiceRow
        label={t('Which replies')}
        value={show}
        onChoose={(next) => void navigate({ search: next === 'open' ? {} : { show: next }, replace: true })}
        choices={[
          { value: 'open', label: t('To judge') },
          { value: 'all', label: t('All') },
        ]}
      />
      <PagedListing
        query={pages('/v1/reply-cases', { query: show === 'all' ? {} : { open: true } })}
        what={t('the replies')}
        caption={t('Replies, soonest due first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Reply'),
            cell: ({ body, why, number, contact_id }) => (
              <>
                <strong className="breakable">{body}</strong>
                <div className="quiet">
                  {contact_id ? (
                    <Link to="/people/$contactId" params={{ contactId: contact_id }}>
                      {formatNumber(number, country)}
                    </Link>
                  ) : (
                    formatNumber(number, country)
                  )}{' '}
                  · {why}
                </div>
              </>
            ),
          },
          {
            name: t('Due'),
            cell: ({ due_at, is_overdue }) => (
              <>
                {formatMoment(due_at, time_zone)}{' '}
                {is_overdue && <StateBadge tone="bad">{t('Overdue')}</StateBadge>}
              </>
            ),
          },
          {
            name: t('Judgement'),
            cell: ({ id, body, verdict, judged_by }) =>
              verdict ? (
                <>
                  {verdicts[verdict as Verdict] ?? wordsOf(verdict)}
                  <div className="quiet">{judged_by}</div>
                </>
              ) : (
                mayJudge && (
                  <Group gap={6}>
                    {(['opt_out', 'keep', 'wrong_number'] as const).map((choice) => (
                      <Button
                        key={choice}
                        size="compact-sm"
                        variant="default"
                        onClick={() => judge(id, body, choice)}
                      >
                        {verdicts[choice]}
                      </Button>
                    ))}
                  </Group>
                )
              ),
          },
        ]}
        empty={
          <Empty title={t('Nothing to judge')}>{t('STOP and its kin are understood without anybody.')}</Empty>
        }
      />
    </Page>
  );
}
