import { Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { SurveyState, surveyKinds } from '../../ui/survey-words.tsx';
import { formatDate, formatMoment } from '../../ui/times.ts';

/** Surveys, polls, NPS questions and requests for reviews, latest first. */
export function SurveysScreen() {
  const zone = useMe().workspace.time_zone;
  return (
    <Page
      title={t('Surveys')}
      lead={t('Questions by text, one after another. People answer with a digit or a word.')}
      actions={
        <ActionBar
          actions={[
            { name: t('New survey'), to: '/content/surveys/new', isPrimary: true, needs: 'campaigns.write' },
          ]}
        />
      }
    >
      <PagedListing
        query={pages('/v1/surveys')}
        what={t('the surveys')}
        caption={t('Surveys, latest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, kind }) => (
              <>
                <Link to="/content/surveys/$surveyId" params={{ surveyId: id }} className="breakable">
                  <strong>{name}</strong>
                </Link>
                <div className="quiet">{t(surveyKinds[kind])}</div>
              </>
            ),
          },
          { name: t('State'), cell: ({ state }) => <SurveyState state={state} /> },
          { name: t('Questions'), isNumber: true, cell: ({ questions }) => formatCount(questions.length) },
          { name: t('Made'), cell: ({ created_at }) => formatDate(created_at, zone) },
          { name: t('Ends'), cell: ({ ends_at }) => (ends_at ? formatMoment(ends_at, zone) : t('Never')) },
        ]}
        empty={
          <Empty title={t('No surveys yet')}>
            {t('Ask three or four questions at most: people stop after that.')}
          </Empty>
        }
      />
    </Page>
  );
}
