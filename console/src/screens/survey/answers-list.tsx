import { Link } from '@tanstack/react-router';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Who has said what. Of anonymous surveys nobody is told. */
export function AnswersList({ surveyId }: { surveyId: string }) {
  const { country, time_zone } = useMe().workspace;
  return (
    <PagedListing
      query={pages('/v1/surveys/{id}/answers', { path: { id: surveyId } })}
      what={t('the answers')}
      caption={t('Who has said what')}
      isHeaded
      keyOf={({ number, started_at }) => `${number} ${started_at}`}
      columns={[
        {
          name: t('Who'),
          cell: ({ number, contact_id }) =>
            contact_id ? (
              <Link to="/people/$contactId" params={{ contactId: contact_id }} className="numbers">
                {formatNumber(number, country)}
              </Link>
            ) : (
              <span className="numbers">{formatNumber(number, country)}</span>
            ),
        },
        {
          name: t('Answers'),
          cell: ({ answers }) => (
            <dl className="facts">
              {Object.entries(answers).map(([key, words]) => (
                <div key={key} style={{ display: 'contents' }}>
                  <dt className="breakable">{key}</dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          ),
        },
        {
          name: t('Way'),
          cell: ({ way }) => (way === 'keyword' ? t('By the keyword') : t('By a text of ours')),
        },
        {
          name: t('Begun'),
          cell: ({ started_at, done_at }) => (
            <>
              {formatMoment(started_at, time_zone)}
              {done_at === null && <div className="quiet">{t('not finished')}</div>}
            </>
          ),
        },
      ]}
      empty={
        <Empty title={t('Nobody has answered yet')}>
          {t('Answers stand here from the first question on, also where somebody has not finished.')}
        </Empty>
      }
    />
  );
}
