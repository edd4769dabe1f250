import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { Copy } from '../../ui/copy.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { LinkSettings } from './link-settings.tsx';
import { WatchCell } from './watch-cell.tsx';

const route = getRouteApi('/_shell/content/links');

type ShortLink = { id: string; url: string; label: string | null; state: 'on' | 'off' };

/** Short links and how often people, not programs, opened them. */
export function LinksScreen() {
  const { peek } = route.useSearch();
  const navigate = route.useNavigate();
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const settings = useQuery(answer('/v1/workspace/links'));
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const done = () => void refresh(client, '/v1/links');
  const add = () =>
    ask({
      title: t('New short link'),
      fields: [
        { name: 'url', label: t('Where it leads'), placeholder: 'https://' },
        { name: 'label', label: t('Name'), isRequired: false },
        { name: 'expires_at', label: t('Ends'), kind: 'moment', isRequired: false },
      ],
      submit: t('Make the link'),
      send: (body) => call('/v1/links', 'post', { body }),
      done,
    });
  const lead = (link: ShortLink) =>
    ask({
      title: t('Lead it somewhere else'),
      lead: t('In every text that has it already.'),
      fields: [{ name: 'url', label: t('Where it leads'), initial: link.url }],
      submit: t('Save'),
      send: (body: { url: string }) => call('/v1/links/{id}', 'patch', { path: { id: link.id }, body }),
      done,
    });
  const switchOf = (link: ShortLink) => {
    const name = link.state === 'on' ? t('Switch it off') : t('Switch it on');
    const state = link.state === 'on' ? 'off' : 'on';
    const send = () => call('/v1/links/{id}', 'patch', { path: { id: link.id }, body: { state } }).then(done);
    return { name, run: () => act(name, send) };
  };
  return (
    <Page
      title={t('Links')}
      lead={
        settings.data?.begins
          ? t('Short links begin with {begins}.', { begins: settings.data.begins })
          : t('Short links of your own, with clicks by people apart from those by programs.')
      }
      actions={
        <ActionBar
          actions={[{ name: t('New short link'), run: add, isPrimary: true, needs: 'campaigns.write' }]}
        />
      }
    >
      {dialog}
      {failed}
      <PagedListing
        query={pages('/v1/links')}
        what={t('the links')}
        caption={t('Links, latest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Link'),
            cell: ({ label, url, short_url }) => (
              <>
                <strong className="breakable">{label ?? url}</strong>
                <div className="quiet breakable">{short_url ?? url}</div>
                {short_url && <Copy value={short_url} size="compact-xs" />}
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ state }) => (
              <StateBadge tone={state === 'on' ? 'good' : 'quiet'}>
                {state === 'on' ? t('On') : t('Off')}
              </StateBadge>
            ),
          },
          { name: t('What stands behind it'), cell: ({ watch }) => <WatchCell watch={watch} zone={zone} /> },
          { name: t('People'), isNumber: true, cell: ({ clicks }) => formatCount(clicks.people) },
          {
            name: t('Clicks by people'),
            term: 'human_clicks',
            isNumber: true,
            cell: ({ clicks }) => formatCount(clicks.human),
          },
          {
            name: t('By programs'),
            isNumber: true,
            cell: ({ clicks }) => formatCount(clicks.opened - clicks.human),
          },
          {
            name: t('Actions'),
            cell: (link) => (
              <MoreActions
                label={t('Actions of {name}', { name: link.label ?? link.url })}
                actions={[
                  { name: t('Show the clicks'), run: () => void navigate({ search: { peek: link.id } }) },
                  ...(link.short_url
                    ? [
                        {
                          name: t('QR code to print'),
                          run: () =>
                            void window.open(`/v1/links/${link.id}/qr?format=png`, '_blank', 'noopener'),
                        },
                      ]
                    : []),
                  ...(mayWrite
                    ? [{ name: t('Lead it somewhere else'), run: () => lead(link) }, switchOf(link)]
                    : []),
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No links yet')}>
            {t('Campaigns make them where their links are shortened; one for a poster is made here.')}
          </Empty>
        }
      />
      <LinkSettings />
      <SideSheet
        title={t('Clicks')}
        isOpen={peek !== undefined}
        onClose={() => void navigate({ search: {} })}
      >
        {peek !== undefined && (
          <PagedListing
            query={pages('/v1/links/{id}/clicks', { path: { id: peek } })}
            what={t('the clicks')}
            caption={t('Clicks, latest first')}
            keyOf={({ at, agent }) => `${at} ${agent}`}
            columns={[
              { name: t('When'), cell: ({ at }) => formatMoment(at, zone) },
              {
                name: t('Who'),
                cell: ({ robot_reason, why }) =>
                  robot_reason ? t('A program: {why}', { why: why ?? robot_reason }) : t('A person'),
              },
            ]}
            empty={
              <Empty title={t('Nobody has opened it yet')}>
                {t('Each click stands here, those of programs too.')}
              </Empty>
            }
          />
        )}
      </SideSheet>
    </Page>
  );
}
