import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { answer, call, refresh, whole } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import type { Choice } from '../../frame/fields.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useSendingNow } from '../../frame/rehearsal-clock.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { bodyOfPerson, type Entered, personFields } from './new-person.ts';
import { WhoHasNumber } from './who-has-number.tsx';

/** One person by hand, with their consent when there is one to record. */
export function NewPersonScreen() {
  const programs = useQuery(answer('/v1/programs'));
  const lists = useQuery(whole('/v1/lists'));
  return (
    <Page
      title={t('Add somebody')}
      lead={t('Nobody is texted by being added.')}
      back={<Link to="/people">{t('All people')}</Link>}
    >
      <Panel title={t('Who it is')}>
        <Loaded query={programs} what={t('the programs')}>
          {(joined) => (
            <Loaded query={lists} what={t('the lists')}>
              {(on) => <PersonForm programs={choicesOf(joined.data)} lists={choicesOf(on.data)} />}
            </Loaded>
          )}
        </Loaded>
      </Panel>
    </Page>
  );
}

const choicesOf = (all: readonly { id: string; name: string }[]): Choice[] =>
  all.map(({ id, name }) => ({ value: id, label: name }));

function PersonForm(choices: { programs: readonly Choice[]; lists: readonly Choice[] }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const nowMs = useSendingNow();
  return (
    <FieldForm
      spec={{
        fields: personFields(choices, nowMs),
        submit: t('Add'),
        refuses: ({ code }, { number }) =>
          code === 'contact.number_taken' ? <WhoHasNumber number={String(number)} /> : null,
        keepAs: 'person new',
        send: (entered: Entered) => call('/v1/contacts', 'post', { body: bodyOfPerson(entered) }),
        done: ({ id }) => {
          void refresh(client, '/v1/contacts', '/v1/lists', '/v1/tags');
          void navigate({ to: '/people/$contactId', params: { contactId: id }, search: { tab: 'fields' } });
        },
      }}
    />
  );
}
