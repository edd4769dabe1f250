import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { formatMoment } from '../../ui/times.ts';

/** A breach with all that is on record of it, and every note. */
export function BreachFile({ id, zone }: { id: string; zone: string }) {
  const query = useQuery(answer('/v1/breaches/{id}', { path: { id } }));
  return (
    <Loaded query={query} what={t('the breach')}>
      {(breach) => {
        const facts: [string, string | number | null][] = [
          [t('In a few words'), breach.title],
          [t('When you became aware of it'), formatMoment(breach.aware_at, zone)],
          [t('What happened'), breach.nature],
          [t('Kinds of data'), breach.data_categories.join(', ')],
          [t('Whose'), breach.people_categories.join(', ')],
          [t('About how many people'), breach.people],
          [t('About how many records'), breach.records],
          [t('What it may lead to'), breach.consequences],
          [t('What was done about it'), breach.measures],
          [t('Which authority'), breach.authority_name],
          [t('Its reference'), breach.authority_reference],
          [t('Why it was late'), breach.delay_reason],
          [t('How, and what'), breach.people_told_how],
          [t('Why nobody was told'), breach.not_told_reason],
        ];
        return (
          <>
            <dl className="facts breakable">
              {facts.map(([name, value]) =>
                value === null || value === ''
                  ? null
                  : [<dt key={name}>{name}</dt>, <dd key={`${name} of it`}>{value}</dd>],
              )}
            </dl>
            <ol className="plain-list">
              {breach.notes.map(({ at, by, body }) => (
                <li key={`${at} ${body}`}>
                  <span className="quiet">
                    {formatMoment(at, zone)}, {by}
                  </span>
                  <div className="breakable">{body}</div>
                </li>
              ))}
            </ol>
          </>
        );
      }}
    </Loaded>
  );
}
