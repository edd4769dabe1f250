import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing, WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type Template = { id: string; name: string; body: string; version: number };

/** Words under a name, in versions; each change is a new one and those before are kept. */
export function TemplatesScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('templates.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [shown, setShown] = useState<Template | null>(null);
  const done = () => void refresh(client, '/v1/templates');
  const write = (template: Template | null) =>
    ask({
      title: template ? t('New words for {name}', { name: template.name }) : t('New template'),
      fields: [
        { name: 'name', label: t('Name'), initial: template?.name ?? '' },
        {
          name: 'body',
          label: t('Words'),
          kind: 'long',
          rows: 6,
          initial: template?.body ?? '',
          help: t('{{ first_name | default: "there" }} is filled in for each person.'),
        },
      ],
      submit: t('Save'),
      send: (body: { name: string; body: string }) =>
        template
          ? call('/v1/templates/{id}', 'patch', { path: { id: template.id }, body })
          : call('/v1/templates', 'post', { body }),
      done,
    });
  const archive = ({ id }: Template) =>
    ask({
      title: t('Archive this template?'),
      lead: t('It is offered nowhere any more; what was sent by it stays as it is.'),
      fields: [],
      submit: t('Archive'),
      isDanger: true,
      send: () => call('/v1/templates/{id}', 'patch', { path: { id }, body: { archived: true } }),
      done,
    });
  return (
    <Page
      title={t('Templates')}
      lead={t('Words that are written once and used again.')}
      actions={
        <ActionBar
          actions={[
            { name: t('New template'), run: () => write(null), isPrimary: true, needs: 'templates.write' },
          ]}
        />
      }
    >
      {dialog}
      <PagedListing
        query={pages('/v1/templates')}
        what={t('the templates')}
        caption={t('Templates, by name')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ name, body }) => (
              <>
                <strong className="breakable">{name}</strong>
                <div className="quiet breakable">{body}</div>
              </>
            ),
          },
          { name: t('Version'), isNumber: true, cell: ({ version }) => String(version) },
          { name: t('Changed'), cell: ({ created_at }) => formatMoment(created_at, zone) },
          {
            name: t('Actions'),
            cell: (template) => (
              <MoreActions
                label={t('Actions of {name}', { name: template.name })}
                actions={[
                  { name: t('Show its versions'), run: () => setShown(template) },
                  ...(mayWrite
                    ? [
                        { name: t('Write it anew'), run: () => write(template) },
                        { name: t('Archive'), isDanger: true, run: () => archive(template) },
                      ]
                    : []),
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No templates yet')}>
            {t('A template can be taken in a campaign, and named by programs that send.')}
          </Empty>
        }
      />
      <SideSheet title={shown?.name ?? ''} isOpen={shown !== null} onClose={() => setShown(null)}>
        {shown && (
          <WholeListing
            query={answer('/v1/templates/{id}/versions', { path: { id: shown.id } })}
            what={t('the versions')}
            caption={t('Versions, latest first')}
            keyOf={({ version }) => String(version)}
            columns={[
              { name: t('Version'), cell: ({ version }) => String(version) },
              { name: t('Words'), cell: ({ body }) => <span className="breakable">{body}</span> },
              { name: t('Written'), cell: ({ created_at }) => formatMoment(created_at, zone) },
            ]}
            empty={null}
          />
        )}
      </SideSheet>
    </Page>
  );
}
