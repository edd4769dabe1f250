import { useState } from 'react';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { VersionsListing } from '../../frame/versions-listing.tsx';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import { MergeText } from '../../ui/merge-text.tsx';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { type Template, useTemplateActs } from './use-template-acts.ts';

/** Words under a name, in versions; each change is a new one and those before are kept. */
export function TemplatesScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('templates.write');
  const mayApprove = useMay('campaigns.approve');
  const { dialog, write, judge, archive } = useTemplateActs();
  const [shown, setShown] = useState<Template | null>(null);
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
        {shown && <VersionsListing of="/v1/templates/{id}/versions" id={shown.id} />}
      </SideSheet>
    </Page>
  );
}

function Standing({ standing }: Pick<Template, 'standing'>) {
  if (standing === 'approved') return <StateBadge tone="good">{t('Approved')}</StateBadge>;
  if (standing === 'declined') return <StateBadge tone="bad">{t('Declined')}</StateBadge>;
  return <span className="quiet">{t('Nobody has judged it')}</span>;
}
