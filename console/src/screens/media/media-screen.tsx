import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { formatBytes } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import classes from './media.module.css';

/** Pictures, films, sounds and cards that go along with texts. */
export function MediaScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('templates.write');
  const client = useQueryClient();
  const say = useToast();
  const input = useRef<HTMLInputElement>(null);
  const [dialog, ask] = useAsk();
  const upload = useMutation({
    mutationFn: (file: File) => call('/v1/media', 'post', { file, query: { name: file.name } }),
    onSuccess: ({ name }) => {
      say(t('{name} is kept.', { name }));
      void refresh(client, '/v1/media');
    },
  });
  const remove = (id: string, name: string) =>
    ask({
      title: t('Delete {name}?', { name }),
      lead: t('Refused while a campaign, a template or a text holds it.'),
      fields: [],
      submit: t('Delete'),
      isDanger: true,
      send: () => call('/v1/media/{id}', 'delete', { path: { id } }),
      done: () => void refresh(client, '/v1/media'),
    });
  return (
    <Page
      title={t('Media')}
      lead={t('What goes along with texts, known by its content and without place and maker.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Upload a file'),
              run: () => input.current?.click(),
              isBusy: upload.isPending,
              isPrimary: true,
              needs: 'templates.write',
            },
          ]}
        />
      }
    >
      {dialog}
      <input
        ref={input}
        type="file"
        hidden
        accept="image/*,video/*,audio/*,.vcf"
        aria-label={t('A file')}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) upload.mutate(file);
          event.currentTarget.value = '';
        }}
      />
      {upload.error && <Refusal error={upload.error} otherwise={t('The file did not arrive. Try again.')} />}
      <PagedListing
        query={pages('/v1/media')}
        what={t('the media')}
        caption={t('Media, newest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, content_type }) => (
              <span className={classes.name}>
                {content_type.startsWith('image/') && (
                  <img
                    className={classes.picture}
                    src={`/v1/media/${encodeURIComponent(id)}/content`}
                    alt=""
                    loading="lazy"
                  />
                )}
                <span className="breakable">{name}</span>
              </span>
            ),
          },
          { name: t('Kind'), cell: ({ content_type }) => content_type },
          { name: t('Size'), isNumber: true, cell: ({ bytes }) => formatBytes(bytes) },
          { name: t('Added'), cell: ({ created_at }) => formatMoment(created_at, zone) },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: ({ id, name }: { id: string; name: string }) => (
                    <MoreActions
                      label={t('Actions of {name}', { name })}
                      actions={[{ name: t('Delete'), isDanger: true, run: () => remove(id, name) }]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty
            title={t('No media yet')}
            action={mayWrite && <Button onClick={() => input.current?.click()}>{t('Upload a file')}</Button>}
          >
            {t(
              'Pictures, films, sounds and contact cards. What a carrier cannot take is made smaller, or goes as a link.',
            )}
          </Empty>
        }
      />
    </Page>
  );
}
