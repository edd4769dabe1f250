import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Empty } from '../../ui/states.tsx';

type Field = ItemOf<'/v1/contact-fields'>;

/** What the business keeps about people besides what everybody has. A column is called something else; its name in texts stays. */
export function ColumnsListing() {
  const mayWrite = useMay('contacts.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const rename = ({ name, label }: Field) =>
    ask({
      title: t('Rename {name}', { name: label }),
      lead: t('Texts and segments ask for it as {field}, which stays.', { field: name }),
      fields: [{ name: 'label', label: t('Name'), initial: label }],
      submit: t('Rename the column'),
      send: (body: never) => call('/v1/contact-fields/{name}', 'patch', { path: { name }, body }),
      done: () => void refresh(client, '/v1/contact-fields'),
    });
  const kinds: Readonly<Record<Field['kind'], string>> = {
    text: t('Words'),
    number: t('A number'),
    date: t('A date'),
    boolean: t('Yes or no'),
  };
  const own = answer('/v1/contact-fields');
  return (
    <>
      {dialog}
      <WholeListing
        query={{ ...own, select: (all) => ({ ...all, data: all.data.filter((one) => !one.is_standard) }) }}
        what={t('the columns')}
        caption={t('Columns of your own')}
        isHeaded
        keyOf={({ name }) => name}
        columns={[
          { name: t('Name'), cell: ({ label }) => label },
          { name: t('In texts'), cell: ({ name }) => <code className="breakable">{`{{ ${name} }}`}</code> },
          { name: t('What it holds'), cell: ({ kind }) => kinds[kind] },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: (field: Field) => (
                    <MoreActions
                      label={t('Actions of {name}', { name: field.label })}
                      actions={[{ name: t('Rename …'), run: () => rename(field) }]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No columns of your own')}>{t('A file that is imported brings them along.')}</Empty>
        }
      />
    </>
  );
}
