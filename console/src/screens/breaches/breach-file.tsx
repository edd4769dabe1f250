import { useQuery } from '@tanstack/react-query';
import { useActorName } from '../../frame/actors.ts';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { formatMoment } from '../../ui/times.ts';

/** A breach with all that is on record of it, and every note. */
export function BreachFile({ id, zone }: { id: string; zone: string }) {
  const query = useQuery(answer('/v1/breaches/{id}', { path: { id } }));
  const nameOf = useActorName();
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
              {breach.notes.map(({ at, by, kind, body }) => (
                <li key={`${at} ${kind} ${body}`}>
                  <span className="quiet">
                    {formatMoment(at, zone)}, {nameOf(by)}
                    {kind !== 'note' && `: ${acts()[kind] ?? kind}`}
                  </span>
                  {/* Which facts were changed stands in the facts; the service names them for programs. */}
                  {kind !== 'changed' && body !== '' && <div className="breakable">{body}</div>}
                </li>
              ))}
            </ol>
          </>
        );
      }}
    </Loaded>
  );
}

/** What was done, in the words of its button. */
const acts = (): Record<string, string> => ({
  opened: t('Taken down'),
  changed: t('What came to be known'),
  authority_told: t('The authority was told'),
  people_told: t('The people were told'),
  closed: t('Closed'),
});
