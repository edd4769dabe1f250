import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { BodyOf } from '@tidings/sdk';
import { useState } from 'react';
import { ApiProblem } from '../../frame/api.ts';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import type { Field } from '../../frame/fields.tsx';
import { keywordOffers } from '../../frame/keyword-offers.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QuestionCards } from './question-cards.tsx';
import { type DraftQuestion, fromSurvey, newQuestion, type Survey, toBody } from './questions.ts';
import { surveyFields } from './survey-fields.ts';

const editRoute = getRouteApi('/_shell/content/surveys/$surveyId/edit');
type Entered = Omit<BodyOf<'/v1/surveys', 'post'>, 'questions'> & { questions: readonly DraftQuestion[] };

export function NewSurveyScreen() {
  return (
    <Page
      title={t('New survey')}
      lead={t('A draft: nobody is asked before you open it.')}
      back={<Link to="/content/surveys">{t('All surveys')}</Link>}
    >
      <Editor survey={null} />
    </Page>
  );
}

export function EditSurveyScreen() {
  const { surveyId } = editRoute.useParams();
  const query = useQuery(answer('/v1/surveys/{id}', { path: { id: surveyId } }));
  return (
    <Loaded query={query} what={t('the survey')} isWholePage>
      {(survey) => (
        <Page
          title={t('Change {name}', { name: survey.name })}
          back={
            <Link to="/content/surveys/$surveyId" params={{ surveyId }}>
              {t('The survey')}
            </Link>
          }
        >
          <Editor survey={survey} />
        </Page>
      )}
    </Loaded>
  );
}

/** The questions are a field of the form, so that what is typed there is kept in this browser as all else is. */
function Editor({ survey }: { survey: Survey | null }) {
  const query = useQuery(keywordOffers);
  const client = useQueryClient();
  const navigate = useNavigate();
  const [refused, setRefused] = useState<ApiProblem['details']>([]);
  const save = async ({ questions, ...rest }: Entered) => {
    setRefused([]);
    const body = { ...rest, questions: questions.map(toBody) };
    try {
      return survey === null
        ? await call('/v1/surveys', 'post', { body })
        : await call('/v1/surveys/{id}', 'put', { path: { id: survey.id }, body });
    } catch (error) {
      if (error instanceof ApiProblem) setRefused(error.details);
      throw error;
    }
  };
  const questionsField: Field = {
    ...{ name: 'questions', label: t('Questions') },
    initial: survey === null ? [newQuestion([])] : fromSurvey(survey.questions),
    drawn: (questions: readonly DraftQuestion[], onChange, { kind }) => (
      <QuestionCards {...{ questions, refused, onChange }} mayBranch={kind !== 'review'} />
    ),
  };
  return (
    <Loaded query={query} what={t('the programs and keywords')}>
      {(offered) => (
        <Panel title={t('What is asked, and of whom')}>
          <FieldForm
            spec={{
              fields: [...surveyFields(offered, survey), questionsField],
              ...(survey === null ? { keepAs: 'survey' } : {}),
              submit: t('Save the draft'),
              send: save,
              done: ({ id }) => {
                void refresh(client, '/v1/surveys');
                void navigate({ to: '/content/surveys/$surveyId', params: { surveyId: id } });
              },
            }}
          />
        </Panel>
      )}
    </Loaded>
  );
}
