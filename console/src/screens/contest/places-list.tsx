import { Button } from '@mantine/core';
import type { AnswerOf } from '@tidings/sdk';
import { answer, call } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { later, t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import type { Ask } from './contest-actions.ts';

type Place = AnswerOf<'/v1/contests/{id}/places', 'get'>['data'][number];
const states = {
  won: [later('Won'), 'warn'],
  claimed: [later('Has the prize'), 'good'],
  forfeited: [later('Lost it'), 'bad'],
  alternate: [later('Alternate'), 'quiet'],
} as const satisfies Record<Place['state'], readonly [string, Tone]>;

type PlacesListProps = { contestId: string; ask: Ask; onDone: () => void };

/** Winners and alternates as they were drawn: who was told, who has to be told otherwise, and what became of the prize. */
export function PlacesList({ contestId, ask, onDone }: PlacesListProps) {
  const { country, time_zone } = useMe().workspace;
  const mayDecide = useMay('campaigns.write');
  const decide = ({ rank }: Place) =>
    ask({
      title: t('What became of place {rank}?', { rank }),
      lead: t('It is decided once. When a prize is lost, the next alternate wins and is told at once.'),
      fields: [
        {
          name: 'verdict',
          label: t('What became of it'),
          kind: 'choice',
          choices: [
            { value: 'claimed', label: t('They have the prize') },
            { value: 'forfeited', label: t('They have lost it') },
          ],
        },
        { name: 'reason', label: t('How it was claimed, or why it is lost'), kind: 'long', rows: 2 },
      ],
      submit: t('Note it'),
      send: (body: never) =>
        call('/v1/contests/{id}/places/{rank}', 'post', {
          path: { id: contestId, rank: String(rank) },
          body,
        }),
      done: onDone,
    });
  return (
    <WholeListing
      query={answer('/v1/contests/{id}/places', { path: { id: contestId } })}
      what={t('the winners')}
      caption={t('Winners and alternates, as they were drawn')}
      isHeaded
      keyOf={({ rank }) => String(rank)}
      columns={[
        {
          name: t('Place'),
          cell: ({ rank, number, full_name }) => (
            <>
              <strong>{`${rank}. ${full_name ?? formatNumber(number, country)}`}</strong>
              {full_name && <div className="numbers">{formatNumber(number, country)}</div>}
            </>
          ),
        },
        {
          name: t('State'),
          cell: ({ state, note }) => (
            <>
              <StateBadge tone={states[state][1]}>{t(states[state][0])}</StateBadge>
              {note && <div className="quiet breakable">{note}</div>}
            </>
          ),
        },
        {
          name: t('Told'),
          cell: ({ told_at, not_told_because, email }) =>
            told_at ? (
              formatMoment(told_at, time_zone)
            ) : not_told_because ? (
              <>
                <span className="breakable">{not_told_because}</span>
                <div className="quiet breakable">
                  {email ? t('Write to {email}', { email }) : t('Tell them otherwise.')}
                </div>
              </>
            ) : (
              '–'
            ),
        },
        {
          name: t('To claim by'),
          cell: ({ claim_by }) => (claim_by ? formatMoment(claim_by, time_zone) : '–'),
        },
        ...(mayDecide
          ? [
              {
                name: t('Verdict'),
                cell: (place: Place) =>
                  place.state === 'won' ? (
                    <Button size="compact-sm" variant="default" onClick={() => decide(place)}>
                      {t('Decide …')}
                    </Button>
                  ) : (
                    '–'
                  ),
              },
            ]
          : []),
      ]}
      empty={<Empty title={t('Nobody was drawn')}>{t('There was no entry left that counts.')}</Empty>}
    />
  );
}
