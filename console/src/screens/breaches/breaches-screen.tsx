import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import type { Breach } from './breach.ts';
import { factFields, risks } from './breach-fields.ts';
import { BreachFile } from './breach-file.tsx';
import { useBreachMoves } from './use-breach-moves.tsx';

const route = getRouteApi('/_shell/compliance/breaches');

/** The register of breaches of personal data, each with its 72 hours and what was told to whom. */
export function BreachesScreen() {
  const zone = useMe().workspace.time_zone;
  const mayWrite = useMay('desk.write');
  const { peek } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [moving, actionsOf] = useBreachMoves();
  const open = () =>
    ask({
      title: t('Take a breach down'),
      lead: t(
        'Its 72 hours run from when somebody here became aware of it. What is not known yet is added later.',
      ),
      fields: [
        { name: 'title', label: t('In a few words') },
        { name: 'aware_at', label: t('When you became aware of it'), kind: 'moment', isRequired: false },
        ...factFields(),
      ],
      submit: t('Take it down'),
      send: (body) => call('/v1/breaches', 'post', { body }),
      done: () => void refresh(client, '/v1/breaches'),
    });
  return (
    <Page
      title={t('Breaches')}
      lead={t('Breaches of personal data, and by when the authority must be told of each.')}
      actions={
        <>
          <a href="/v1/breaches?format=pdf">PDF</a>
          <ActionBar
            actions={[{ name: t('Take a breach down'), run: open, isPrimary: true, needs: 'desk.write' }]}
          />
        </>
      }
    >
      {dialog}
      {moving}
      <WholeListing
        query={answer('/v1/breaches')}
        what={t('the breaches')}
        caption={t('Breaches, those whose time ends first on top')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Breach'),
            cell: ({ title, status }) => (
              <>
                <strong className="breakable">{title}</strong>
                <div className="quiet">{status === 'closed' ? t('Closed') : t('Open')}</div>
              </>
            ),
          },
          { name: t('Risk to people'), cell: ({ risk }) => riskWords(risk) },
          { name: t('72 hours'), cell: (breach) => <Clock breach={breach} zone={zone} /> },
          {
            name: t('Told'),
            cell: ({ authority_told_at: authority, people_told_at: people }) =>
              [
                authority && t('the authority, {when}', { when: formatMoment(authority, zone) }),
                people && t('the people, {when}', { when: formatMoment(people, zone) }),
              ]
                .filter(Boolean)
                .join('; ') || '–',
          },
          {
            name: t('Actions'),
            cell: (breach) => (
              <MoreActions
                label={t('Actions of {name}', { name: breach.title })}
                actions={[
                  { name: t('Read it whole'), run: () => void navigate({ search: { peek: breach.id } }) },
                  ...(mayWrite && breach.status !== 'closed' ? actionsOf(breach) : []),
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No breach is on record')}>
            {t('A lost laptop, a leaked list, a wrong recipient: it is taken down here, with its 72 hours.')}
          </Empty>
        }
      />
      <SideSheet
        title={t('Breach')}
        isOpen={peek !== undefined}
        onClose={() => void navigate({ search: {} })}
      >
        {peek !== undefined && <BreachFile id={peek} zone={zone} />}
      </SideSheet>
    </Page>
  );
}

function Clock({ breach: { clock, due_at }, zone }: { breach: Breach; zone: string }) {
  const words: Record<string, [string, Tone]> = {
    stopped: [t('Stopped'), 'quiet'],
    runs: [t('Runs'), 'calm'],
    alarm: [t('Less than a day left'), 'warn'],
    over: [t('Over'), 'bad'],
  };
  const [word, tone] = words[clock] ?? [clock, 'quiet'];
  return (
    <>
      <StateBadge tone={tone}>{word}</StateBadge>
      <div className="quiet">{t('until {when}', { when: formatMoment(due_at, zone) })}</div>
    </>
  );
}

const riskWords = (risk: string) => risks().find(({ value }) => value === risk)?.label ?? risk;
