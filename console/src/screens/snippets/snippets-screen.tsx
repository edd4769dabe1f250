import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing, WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { readTexts, textsField } from '../../frame/texts-field.ts';
import { VersionsListing } from '../../frame/versions-listing.tsx';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import { MergeText } from '../../ui/merge-text.tsx';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type Snippet = {
  id: string;
  name: string;
  merge_field: string;
  body: string;
  texts: Record<string, string>;
  version: number;
};

/** Words that stand in other words, in versions. What was checked with one keeps it; whoever checks anew gets the latest. */
export function SnippetsScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('templates.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [shown, setShown] = useState<Snippet | null>(null);
  const done = () => void refresh(client, '/v1/snippets', '/v1/merge-fields');
  const words = (snippet: Snippet | null) => [
    {
      name: 'body',
      label: t('Words'),
      kind: 'message' as const,
      rows: 4,
      initial: snippet?.body ?? '',
      help: t('Merge fields and other snippets may stand in them.'),
    },
    textsField(snippet?.texts),
  ];
  const create = () =>
    ask({
      title: t('New snippet'),
      fields: [
        {
          name: 'name',
          label: t('Name'),
          help: t('As it stands in texts: small letters, digits and _, such as opening_hours.'),
        },
        ...words(null),
      ],
      submit: t('Save'),
      send: ({ name, body, texts }: { name: string; body: string; texts?: string }) =>
        call('/v1/snippets', 'post', { body: { name, body, texts: readTexts(texts) } }),
      done,
    });
  const write = (snippet: Snippet) =>
    ask({
      title: t('New words for {name}', { name: snippet.name }),
      lead: t('Campaigns that are checked or scheduled say the words they were checked with.'),
      fields: words(snippet),
      submit: t('Save'),
      send: ({ body, texts }: { body: string; texts?: string }) =>
        call('/v1/snippets/{id}', 'patch', {
          path: { id: snippet.id },
          body: { body, texts: readTexts(texts) },
        }),
      done,
    });
  const archive = ({ id }: Snippet) =>
    ask({
      title: t('Archive this snippet?'),
      lead: t('Nothing new is written with it; what was checked with it goes on.'),
      fields: [],
      submit: t('Archive'),
      isDanger: true,
      send: () => call('/v1/snippets/{id}', 'patch', { path: { id }, body: { archived: true } }),
      done,
    });
  return (
    <Page
      title={t('Snippets')}
      lead={t('Words that stand in many texts, such as opening hours, written in one place.')}
      actions={
        <ActionBar
          actions={[{ name: t('New snippet'), run: create, isPrimary: true, needs: 'templates.write' }]}
        />
      }
    >
      {dialog}
      <PagedListing
        query={pages('/v1/snippets')}
        what={t('the snippets')}
        caption={t('Snippets, by name')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('In texts'),
            cell: ({ merge_field, body }) => (
              <>
                <code className="breakable">{merge_field}</code>
                <div className="quiet breakable">
                  <MergeText body={body} />
                </div>
              </>
            ),
          },
          { name: t('Languages'), cell: ({ texts }) => Object.keys(texts).map(languageName).join(', ') },
          { name: t('Version'), isNumber: true, cell: ({ version }) => String(version) },
          { name: t('Changed'), cell: ({ created_at }) => formatMoment(created_at, zone) },
          {
            name: t('Actions'),
            cell: (snippet) => (
              <MoreActions
                label={t('Actions of {name}', { name: snippet.name })}
                actions={[
                  { name: t('Show its versions'), run: () => setShown(snippet) },
                  ...(mayWrite
                    ? [
                        { name: t('Write it anew'), run: () => write(snippet) },
                        { name: t('Archive'), isDanger: true, run: () => archive(snippet) },
                      ]
                    : []),
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No snippets yet')}>
            {t(
              'Write {{ snippet.name }} in a text, a template or another snippet, and its words stand there.',
            )}
          </Empty>
        }
      />
      <SideSheet title={shown?.merge_field ?? ''} isOpen={shown !== null} onClose={() => setShown(null)}>
        {shown && <VersionsAndUses id={shown.id} />}
      </SideSheet>
    </Page>
  );
}

function VersionsAndUses({ id }: { id: string }) {
  return (
    <>
      <VersionsListing of="/v1/snippets/{id}/versions" id={id} />
      <WholeListing
        query={answer('/v1/snippets/{id}/uses', { path: { id } })}
        what={t('what says it')}
        caption={t('Templates and snippets that say it')}
        keyOf={({ id: used }) => used}
        columns={[
          { name: t('Name'), cell: ({ name }) => <span className="breakable">{name}</span> },
          { name: t('Kind'), cell: ({ kind }) => (kind === 'snippet' ? t('Snippet') : t('Template')) },
        ]}
        empty={<p className="quiet">{t('No template and no snippet says it.')}</p>}
      />
    </>
  );
}
