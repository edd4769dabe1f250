import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';

/** On which lists they are, their tags, and the columns of the business's own. */
export function BelongsPanel({ contactId }: { contactId: string }) {
  const query = useQuery(answer('/v1/contacts/{id}', { path: { id: contactId } }));
  return (
    <Panel title={t('Lists, tags and fields')}>
      <Loaded query={query} what={t('the person')}>
        {({ lists, tags, fields }) => (
          <dl className="facts breakable">
            <dt>{t('Lists')}</dt>
            <dd>{lists.map(({ name }) => name).join(', ') || t('None')}</dd>
            <dt>{t('Tags')}</dt>
            <dd>{tags.join(', ') || t('None')}</dd>
            {Object.entries(fields).map(([name, value]) => [
              <dt key={name}>{name}</dt>,
              <dd key={`${name} of them`}>{value}</dd>,
            ])}
          </dl>
        )}
      </Loaded>
    </Panel>
  );
}
