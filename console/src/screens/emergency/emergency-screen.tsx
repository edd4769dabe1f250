import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { takeFile } from '../../frame/files.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { EmergencyState, reasonWords } from '../../ui/emergency-words.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { ConfirmPanel } from './confirm-panel.tsx';
import { CountsPanel } from './counts-panel.tsx';
import type { Emergency } from './emergency.ts';
import { askWhatWasHeard } from './heard.ts';
import { Roster } from './roster.tsx';
import { WordsPanel } from './words-panel.tsx';

const route = getRouteApi('/_shell/emergencies/$emergencyId');

// People answer by the second while it lasts, and for a day after its end.
const askEveryMs = 5_000;

/** One emergency: what leaves and who confirms it; then, as it goes on, who is safe and who is not. */
export function EmergencyScreen() {
  const { emergencyId } = route.useParams();
  const query = useQuery({
    ...answer('/v1/emergencies/{id}', { path: { id: emergencyId } }),
    refetchInterval: askEveryMs,
  });
  return (
    <Loaded query={query} what={t('the emergency')} isWholePage>
      {(emergency) => <EmergencyPage emergency={emergency} />}
    </Loaded>
  );
}

function EmergencyPage({ emergency }: { emergency: Emergency }) {
  const { id, state, note, reason, is_drill, counts } = emergency;
  const { state: shown } = route.useSearch();
  const navigate = route.useNavigate();
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/emergencies');
  const isWaiting = state === 'declared';
  const isOver = state === 'ended' || state === 'withdrawn';
  const end = () =>
    ask({
      title: isWaiting ? t('Take it back?') : t('End it?'),
      lead: isWaiting
        ? t('Then nobody can confirm it any more. Nothing has left.')
        : t(
            'No more texts are made, and what has not left is taken back. Answers are read for one more day.',
          ),
      fields: [{ name: 'reason', label: t('Why, for the record'), kind: 'long', rows: 2 }],
      submit: isWaiting ? t('Take it back') : t('End it'),
      isDanger: true,
      send: (body: never) => call('/v1/emergencies/{id}/end', 'post', { path: { id }, body }),
      done,
    });
  const heard = (number: string) => ask(askWhatWasHeard(id, number, done));
  return (
    <Page
      title={t(reasonWords[reason])}
      badge={<EmergencyState state={state} isDrill={is_drill} />}
      lead={<span className="breakable">{note}</span>}
      back={<Link to="/emergencies">{t('All emergencies')}</Link>}
      actions={
        <ActionBar
          actions={[
            ...(isOver
              ? []
              : [
                  {
                    name: isWaiting ? t('Take it back …') : t('End it …'),
                    run: end,
                    needs: 'messages.send' as const,
                  },
                ]),
            ...(counts === null
              ? []
              : [
                  {
                    name: t('Take the roster along'),
                    run: () => takeFile(`/v1/emergencies/${id}/roster/file`),
                  },
                  {
                    name: t('Note what you heard …'),
                    run: () => heard(''),
                    isPrimary: true,
                    needs: 'inbox.answer' as const,
                  },
                ]),
          ]}
        />
      }
    >
      {dialog}
      <div className="stack">
        {isWaiting && <ConfirmPanel emergency={emergency} onDone={done} />}
        {counts && (
          <CountsPanel
            emergency={emergency}
            counts={counts}
            shown={shown}
            onShow={(next) => void navigate({ search: next ? { state: next } : {}, replace: true })}
          />
        )}
        {counts && <Roster emergencyId={id} shown={shown} onHeard={heard} />}
        <WordsPanel emergency={emergency} />
      </div>
    </Page>
  );
}
