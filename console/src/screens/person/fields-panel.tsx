import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import type { Field } from '../../frame/fields.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { fieldsOf, type Person, valuesOf } from './person-fields.ts';

/** What is on file of them: changed where it stands by whoever may, read by everybody else. */
export function FieldsPanel({ contactId }: { contactId: string }) {
  const mayWrite = useMay('contacts.write');
  const person = useQuery(answer('/v1/contacts/{id}', { path: { id: contactId } }));
  const columns = useQuery(answer('/v1/contact-fields'));
  return (
    <Panel title={t('What is on file')}>
      <Loaded query={person} what={t('the person')}>
        {(about) => (
          <Loaded query={columns} what={t('the columns')}>
            {({ data }) =>
              mayWrite ? (
                <Editor person={about} fields={fieldsOf(about, data)} />
              ) : (
                <FieldValues fields={fieldsOf(about, data)} zone={about.time_zone} />
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Panel>
  );
}

function Editor({ person, fields }: { person: Person; fields: readonly Field[] }) {
  const client = useQueryClient();
  const say = useToast();
  const [saved, setSaved] = useState(0);
  const path = { id: person.id };
  const renew = () => refresh(client, 'contact', '/v1/contacts', '/v1/contact-fields');
  return (
    <FieldForm
      key={saved}
      spec={{
        fields,
        submit: t('Save'),
        keepAs: `person ${person.id}`,
        tag: person.revision,
        send: (body: object, _values, revision) =>
          call('/v1/contacts/{id}', 'patch', { path, body: { ...body, ...(revision && { revision }) } }),
        theirs: async () => {
          const now = await call('/v1/contacts/{id}', 'get', { path });
          await renew();
          return { values: valuesOf(now), tag: now.revision };
        },
        done: () => {
          say(t('Saved'));
          void renew().then(() => setSaved((times) => times + 1));
        },
      }}
    />
  );
}

/** The zone as it is known, whoever it is known from. */
function FieldValues({ fields, zone }: { fields: readonly Field[]; zone: string | null }) {
  const shown = ({ name, initial, choices }: Field) =>
    choices?.find(({ value }) => value === initial)?.label ??
    (String(initial ?? '') || (name === 'time_zone' ? zone : null) || '–');
  return (
    <dl className="facts breakable">
      {fields.map((field) => [
        <dt key={field.name}>{field.label}</dt>,
        <dd key={`${field.name} of them`}>{shown(field)}</dd>,
      ])}
    </dl>
  );
}
