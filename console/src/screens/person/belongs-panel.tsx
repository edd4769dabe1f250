import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

/** On which lists they are, and their tags. */
export function BelongsPanel({ contactId }: { contactId: string }) {
  const query = useQuery(answer('/v1/contacts/{id}', { path: { id: contactId } }));
  return (
    <Panel title={t('Lists and tags')}>
      <Loaded query={query} what={t('the person')}>
        {({ lists, tags }) => (
          <dl className="facts breakable">
            <dt>{t('Lists')}</dt>
            <dd>
              {lists.length === 0
                ? t('None')
                : lists.map(({ id, name }, index) => (
                    <span key={id}>
                      {index > 0 && ', '}
                      <Link to="/people" search={{ list: id }}>
                        {name}
                      </Link>
                    </span>
                  ))}
            </dd>
            <dt>{t('Tags')}</dt>
            <dd>{tags.join(', ') || t('None')}</dd>
          </dl>
        )}
      </Loaded>
    </Panel>
  );
}
