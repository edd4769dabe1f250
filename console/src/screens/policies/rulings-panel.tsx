import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';

type WordRuling = ItemOf<'/v1/word-rulings'>;

/** What somebody answered for of words: that they promote nothing, or that they may go as an emergency. */
export function RulingsPanel() {
  const mayWrite = useMay('policy.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/word-rulings');
  const rule = () =>
    ask({
      title: t('These words promote nothing'),
      lead: t('Texts with them keep their purpose; without it a promotion makes any text marketing.'),
      fields: [
        { name: 'body', label: t('The words, to the letter'), kind: 'long', rows: 4 },
        { name: 'note', label: t('Why'), kind: 'long', rows: 2 },
      ],
      submit: t('Record it'),
      send: (body) => call('/v1/word-rulings', 'post', { body }),
      done,
    });
  const end = (id: string) =>
    ask({
      title: t('End the ruling'),
      lead: t('From now on the words are judged as any others.'),
      fields: [{ name: 'reason', label: t('Why'), kind: 'long', rows: 2 }],
      submit: t('End it now'),
      send: (body) => call('/v1/word-rulings/{id}/end', 'post', { path: { id }, body }),
      done,
    });
  const states: Record<WordRuling['state'], [string, Tone]> = {
    waiting: [t('Waits for a second person'), 'warn'],
    standing: [t('Stands'), 'good'],
    expired: [t('Expired'), 'quiet'],
    ended: [t('ended'), 'quiet'],
  };
  return (
    <Panel
      title={t('Rulings on words')}
      aside={
        mayWrite && (
          <ActionBar
            actions={[{ name: t('These words promote nothing …'), run: rule, needs: 'policy.write' }]}
          />
        )
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/word-rulings')}
        what={t('the rulings')}
        caption={t('Rulings on words')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Words'),
            cell: ({ body, note, kind }) => (
              <>
                <span className="breakable">{body}</span>
                <div className="quiet breakable">
                  {kind === 'emergency' ? t('May go as an emergency') : t('Promote nothing')}: {note}
                </div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ state }) => {
              const [word, tone] = states[state];
              return <StateBadge tone={tone}>{word}</StateBadge>;
            },
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: ({ id, state }: WordRuling) =>
                    state === 'standing' || state === 'waiting' ? (
                      <MoreActions
                        label={t('Actions of the ruling')}
                        actions={[{ name: t('End it …'), run: () => end(id) }]}
                      />
                    ) : null,
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No ruling on words')}>
            {t('Words that are taken for a promotion and are none are ruled on here, by two people.')}
          </Empty>
        }
      />
    </Panel>
  );
}
