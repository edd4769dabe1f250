import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import type { Action } from '../../frame/action-store.ts';
import { ActionBar } from '../../frame/actions.tsx';
import { askForAudience, audienceFields } from '../../frame/audience-fields.ts';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SurveyState, surveyKinds } from '../../ui/survey-words.tsx';
import { AnswersList } from './answers-list.tsx';
import { branchWords } from './branch-words.ts';
import { Results } from './results.tsx';

const route = getRouteApi('/_shell/content/surveys/$surveyId');
type Survey = AnswerOf<'/v1/surveys/{id}', 'get'>;

/** One survey: what is asked, what it has come to so far, and who said what where people may be told. */
export function SurveyScreen() {
  const { surveyId } = route.useParams();
  const query = useQuery(answer('/v1/surveys/{id}', { path: { id: surveyId } }));
  return (
    <Loaded query={query} what={t('the survey')} isWholePage>
      {(survey) => <SurveyPage survey={survey} />}
    </Loaded>
  );
}

function SurveyPage({ survey }: { survey: Survey }) {
  const { id, name, kind, state, is_anonymous } = survey;
  const mayRead = useMay('messages.read');
  const [dialog, actions] = useSurveyActions(survey);
  return (
    <Page
      title={name}
      badge={<SurveyState state={state} />}
      lead={is_anonymous ? t('Anonymous: nobody is told who said what.') : t(surveyKinds[kind])}
      back={<Link to="/content/surveys">{t('All surveys')}</Link>}
      actions={<ActionBar actions={actions} />}
    >
      {dialog}
      <div className="stack">
        {state !== 'draft' && <Results survey={survey} />}
        <QuestionsPanel survey={survey} />
        {mayRead && !is_anonymous && state !== 'draft' && <AnswersList surveyId={id} />}
      </div>
    </Page>
  );
}

/** The questions as people read them, and where each leads. */
function QuestionsPanel({ survey: { questions, invitation, thanks } }: { survey: Survey }) {
  return (
    <Panel title={t('What people read')}>
      {invitation && <p className="breakable">{invitation}</p>}
      <ol>
        {questions.map((question) => (
          <li key={question.key} className="breakable">
            {question.reads}
            {question.branches.map((branch) => (
              <div key={JSON.stringify(branch)} className="quiet">
                {branchWords(question, branch, questions)}
              </div>
            ))}
          </li>
        ))}
      </ol>
      <p className="breakable">{thanks}</p>
    </Panel>
  );
}

function useSurveyActions({ id, state, invitation, is_anonymous }: Survey) {
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const mayLaunch = useMay('campaigns.launch');
  const isSendable = state === 'open' && invitation !== null && mayLaunch;
  const audience = useQuery({
    queryKey: ['/v1/lists', 'to send a survey to'],
    queryFn: ({ signal }) => askForAudience(signal),
    enabled: isSendable,
  });
  const done = () => void refresh(client, '/v1/surveys');
  const path = { id };
  const open = () =>
    ask({
      title: t('Open it?'),
      lead: t('From now on people can answer, and its questions stay as they are.'),
      fields: [],
      submit: t('Open it'),
      send: () => call('/v1/surveys/{id}/open', 'post', { path }),
      done,
    });
  const close = () =>
    ask({
      title: t('Close it?'),
      lead: is_anonymous
        ? t('Nobody can answer any more, and whose answers they were is forgotten for good.')
        : t('Nobody can answer any more.'),
      fields: [],
      submit: t('Close it'),
      isDanger: true,
      send: () => call('/v1/surveys/{id}/close', 'post', { path }),
      done,
    });
  const send = () =>
    audience.data &&
    ask({
      title: t('Ask people by text'),
      lead: t('Each text passes the same rules as any other. Whoever was asked already is passed over.'),
      fields: [...audienceFields(audience.data, 'include'), ...audienceFields(audience.data, 'exclude')],
      submit: t('Ask them'),
      send: (body: never) => call('/v1/surveys/{id}/send', 'post', { path, body }),
      done: ({ people }) => {
        say(
          tn(
            people,
            '{n} person is asked, if they may be texted.',
            '{n} people are asked, if they may be texted.',
          ),
        );
        done();
      },
    });
  const actions: Action[] = [
    ...(state === 'draft'
      ? [
          { name: t('Change …'), to: `/content/surveys/${id}/edit`, needs: 'campaigns.write' as const },
          { name: t('Open …'), run: open, isPrimary: true, needs: 'campaigns.launch' as const },
        ]
      : []),
    ...(state === 'open' ? [{ name: t('Close …'), run: close, needs: 'campaigns.write' as const }] : []),
    ...(isSendable && audience.data
      ? [{ name: t('Ask people …'), run: send, isPrimary: true, needs: 'campaigns.launch' as const }]
      : []),
  ];
  return [dialog, actions] as const;
}
