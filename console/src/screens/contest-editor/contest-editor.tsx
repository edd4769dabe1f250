import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { keywordOffers } from '../../frame/keyword-offers.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { type Contest, contestFields } from './contest-fields.ts';

const editRoute = getRouteApi('/_shell/content/contests/$contestId/edit');

export function NewContestScreen() {
  return (
    <Page
      title={t('New contest')}
      lead={t('A draft: nobody can enter before you open it.')}
      back={<Link to="/content/contests">{t('All contests')}</Link>}
    >
      <Editor contest={null} />
    </Page>
  );
}

export function EditContestScreen() {
  const { contestId } = editRoute.useParams();
  const query = useQuery(answer('/v1/contests/{id}', { path: { id: contestId } }));
  return (
    <Loaded query={query} what={t('the contest')} isWholePage>
      {(contest) => (
        <Page
          title={t('Change {name}', { name: contest.name })}
          back={
            <Link to="/content/contests/$contestId" params={{ contestId }}>
              {t('The contest')}
            </Link>
          }
        >
          <Editor contest={contest} />
        </Page>
      )}
    </Loaded>
  );
}

function Editor({ contest }: { contest: Contest | null }) {
  const query = useQuery(keywordOffers);
  const client = useQueryClient();
  const navigate = useNavigate();
  const send = (body: never) =>
    contest === null
      ? call('/v1/contests', 'post', { body })
      : call('/v1/contests/{id}', 'put', { path: { id: contest.id }, body });
  return (
    <Loaded query={query} what={t('the programs and keywords')}>
      {(offered) => (
        <Panel title={t('Rules, prize and draw')}>
          <FieldForm
            spec={{
              fields: contestFields(offered, contest),
              ...(contest === null ? { keepAs: 'contest' } : {}),
              submit: t('Save the draft'),
              send,
              done: ({ id }) => {
                void refresh(client, '/v1/contests');
                void navigate({ to: '/content/contests/$contestId', params: { contestId: id } });
              },
            }}
          />
        </Panel>
      )}
    </Loaded>
  );
}
