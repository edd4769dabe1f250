import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';

type Canned = { id: string; name: string; body: string };

/** Words that are at hand while somebody answers: typed after a slash. */
export function CannedPanel({ mayManage }: { mayManage: boolean }) {
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/canned-replies');
  const edit = (one: Canned | null) =>
    ask({
      title: one ? t('Change /{name}', { name: one.name }) : t('New canned reply'),
      fields: [
        {
          name: 'name',
          label: t('Typed after a slash'),
          placeholder: 'hours',
          initial: one?.name ?? '',
          help: t('One word.'),
        },
        {
          ...{ name: 'body', kind: 'long', label: t('What it says'), initial: one?.body ?? '' },
          help: t('With merge fields; {{ agent }} is the first name of whoever answers.'),
        },
      ],
      submit: t('Save'),
      send: (body: { name: string; body: string }) =>
        one
          ? call('/v1/canned-replies/{id}', 'put', { path: { id: one.id }, body })
          : call('/v1/canned-replies', 'post', { body }),
      done,
    });
  const remove = ({ id, name }: Canned) =>
    ask({
      title: t('Delete /{name}?', { name }),
      lead: t('What was answered with it stays.'),
      fields: [],
      submit: t('Delete'),
      isDanger: true,
      send: () => call('/v1/canned-replies/{id}', 'delete', { path: { id } }),
      done,
    });
  return (
    <Panel
      title={t('Canned replies')}
      aside={
        mayManage && (
          <Button size="compact-sm" variant="default" onClick={() => edit(null)}>
            {t('New canned reply')}
          </Button>
        )
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/canned-replies')}
        what={t('the canned replies')}
        caption={t('Canned replies')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('Name'), cell: ({ name }) => <code>/{name}</code> },
          { name: t('What it says'), cell: ({ body }) => <span className="breakable">{body}</span> },
          ...(mayManage
            ? [
                {
                  name: t('Actions'),
                  cell: (one: Canned) => (
                    <MoreActions
                      label={t('Actions for {name}', { name: one.name })}
                      actions={[
                        { name: t('Change …'), run: () => edit(one) },
                        { name: t('Delete …'), run: () => remove(one), isDanger: true },
                      ]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No canned replies yet')}>
            {t('Keep what is answered every day: the hours, the way, the price.')}
          </Empty>
        }
      />
    </Panel>
  );
}
