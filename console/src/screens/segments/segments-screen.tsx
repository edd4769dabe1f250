import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import type { Column } from '../../ui/data-table.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type Segment = { id: string; name: string; sentence: string; changed_at: string; changed_by: string };

/** Saved rules by which people are chosen. */
export function SegmentsScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();

  const putOnList = (segment: Segment) =>
    ask({
      title: t('Put everybody in it on a list'),
      lead: t('They stay on the list, whoever joins or leaves the segment later.'),
      fields: [{ name: 'name', label: t('Name of the list'), initial: segment.name }],
      submit: t('Make the list'),
      send: (body) => call('/v1/segments/{id}/lists', 'post', { path: { id: segment.id }, body }),
      done: ({ name, people }) => {
        say(tn(people, '{name} has {n} person.', '{name} has {n} people.', { name }));
        void refresh(client, '/v1/lists');
      },
    });
  const archive = (segment: Segment) =>
    ask({
      title: t('Archive this segment?'),
      lead: t('It is offered nowhere any more. Campaigns that were sent keep what they chose.'),
      fields: [],
      isDanger: true,
      submit: t('Archive'),
      send: () => call('/v1/segments/{id}', 'delete', { path: { id: segment.id } }),
      done: () => void refresh(client, '/v1/segments'),
    });

  const columns: Column<Segment>[] = [
    {
      name: t('Name'),
      cell: ({ id, name, sentence }) => (
        <>
          <Link to="/audience/segments/$segmentId" params={{ segmentId: id }}>
            {name}
          </Link>
          <div className="quiet breakable">{sentence}</div>
        </>
      ),
    },
    { name: t('People now'), isNumber: true, cell: ({ id }) => <Count id={id} /> },
    { name: t('Changed'), cell: ({ changed_at }) => formatMoment(changed_at, zone) },
    ...(mayWrite
      ? [
          {
            name: t('Actions'),
            cell: (segment: Segment) => (
              <MoreActions
                label={t('Actions of {name}', { name: segment.name })}
                actions={[
                  { name: t('Put everybody in it on a list'), run: () => putOnList(segment) },
                  { name: t('Archive'), isDanger: true, run: () => archive(segment) },
                ]}
              />
            ),
          },
        ]
      : []),
  ];
  return (
    <Page
      title={t('Segments')}
      term="segment"
      lead={t('A segment is a rule. Whoever fits it when you look is in it.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('New segment'),
              to: '/audience/segments/new',
              isPrimary: true,
              needs: 'campaigns.write',
            },
          ]}
        />
      }
    >
      {dialog}
      <PagedListing
        query={pages('/v1/segments')}
        what={t('the segments')}
        caption={t('Segments, by name')}
        columns={columns}
        keyOf={({ id }) => id}
        empty={
          <Empty title={t('No segments yet')}>
            {t('Choose people by where they are, what they joined, what they answered or bought.')}
          </Empty>
        }
      />
    </Page>
  );
}

/** Counted when it comes on screen; a count is some milliseconds a hundred thousand people. */
function Count({ id }: { id: string }) {
  const { data, isError } = useQuery({
    ...answer('/v1/segments/{id}/count', { path: { id } }),
    staleTime: 60_000,
  });
  if (isError) return '–';
  return data ? formatCount(data.count) : '…';
}
