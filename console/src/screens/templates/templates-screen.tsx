import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing, WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { readTexts, writeTexts } from '../../frame/texts-field.ts';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import { MergeText } from '../../ui/merge-text.tsx';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type Template = {
  id: string;
  name: string;
  body: string;
  texts: Record<string, string>;
  version: number;
  revision: string;
  standing: 'unjudged' | 'approved' | 'declined';
};

async function readTheirs(id: string) {
  const { name, body, texts, revision } = await call('/v1/templates/{id}', 'get', { path: { id } });
  return { values: { name, body, texts: writeTexts(texts) }, tag: revision };
}

/** Words under a name, in versions; each change is a new one and those before are kept. */
export function TemplatesScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('templates.write');
  const mayApprove = useMay('campaigns.approve');
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
          kind: 'message',
          rows: 6,
          initial: template?.body ?? '',
          help: t('{{ first_name | default: "there" }} is filled in for each person.'),
        },
        {
          name: 'texts',
          label: t('In other languages'),
          kind: 'long',
          rows: 4,
          isRequired: false,
          initial: writeTexts(template?.texts ?? {}),
          help: t('One a line, with its language in front, such as es: Hola'),
        },
      ],
      submit: t('Save'),
      keepAs: `template ${template?.id ?? 'new'}`,
      ...(template ? { tag: template.revision } : {}),
      send: ({ texts, ...rest }: { name: string; body: string; texts?: string }, _values, tag) => {
        const body = { ...rest, texts: readTexts(texts) };
        return template
          ? call('/v1/templates/{id}', 'patch', {
              path: { id: template.id },
              body: { ...body, ...(tag ? { revision: tag } : {}) },
            })
          : call('/v1/templates', 'post', { body });
      },
      ...(template
        ? {
            theirs: async () => {
              done();
              return readTheirs(template.id);
            },
          }
        : {}),
      done,
    });
  const judge = ({ id, name, body, texts, version }: Template, verdict: 'approved' | 'declined') =>
    ask({
      title:
        verdict === 'approved'
          ? t('Approve version {version} of {name}?', { version, name })
          : t('Decline version {version} of {name}?', { version, name }),
      lead: [body, writeTexts(texts)].join('\n').trim(),
      fields: [{ name: 'note', label: t('Note'), isRequired: false }],
      submit: verdict === 'approved' ? t('Approve') : t('Decline'),
      isDanger: verdict === 'declined',
      send: ({ note }: { note?: string }) =>
        call('/v1/templates/{id}/approvals', 'post', {
          path: { id },
          body: { verdict, version, ...(note && { note }) },
        }),
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
                <div className="quiet breakable">
                  <MergeText body={body} />
                </div>
              </>
            ),
          },
          { name: t('Version'), isNumber: true, cell: ({ version }) => String(version) },
          {
            name: t('Languages'),
            cell: ({ language, texts }) => [language, ...Object.keys(texts)].map(languageName).join(', '),
          },
          { name: t('Standing'), cell: ({ standing }) => <Standing standing={standing} /> },
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
                  ...(mayApprove
                    ? [
                        { name: t('Approve'), run: () => judge(template, 'approved') },
                        { name: t('Decline'), run: () => judge(template, 'declined') },
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

function Standing({ standing }: Pick<Template, 'standing'>) {
  if (standing === 'approved') return <StateBadge tone="good">{t('Approved')}</StateBadge>;
  if (standing === 'declined') return <StateBadge tone="bad">{t('Declined')}</StateBadge>;
  return <span className="quiet">{t('Nobody has judged it')}</span>;
}
