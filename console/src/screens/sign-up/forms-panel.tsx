import { Anchor } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay } from '../../frame/session.ts';
import { FormState } from '../../ui/form-state.tsx';
import { t } from '../../ui/language.ts';
import { languageName } from '../../ui/language-names.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';

type Form = ItemOf<'/v1/forms'>;

/** Pages at which a program is joined, with a code to print and a frame for one's own page. */
export function FormsPanel() {
  const client = useQueryClient();
  const mayWrite = useMay('programs.write');
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/forms');
  const close = ({ id }: Form) =>
    ask({
      title: t('Take this form out of use?'),
      fields: [],
      submit: t('Take it out'),
      isDanger: true,
      send: () => call('/v1/forms/{id}/close', 'post', { path: { id } }),
      done,
    });
  return (
    <Panel
      title={t('Forms and codes')}
      aside={
        <ActionBar
          actions={[{ name: t('New form'), to: '/audience/sign-up/forms/new', needs: 'programs.write' }]}
        />
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/forms')}
        what={t('the forms')}
        caption={t('Forms, by name')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, url }) => (
              <>
                <Link to="/audience/sign-up/forms/$formId" params={{ formId: id }} className="breakable">
                  {name}
                </Link>
                <div className="breakable">
                  <Anchor href={url} target="_blank" rel="noreferrer" size="sm">
                    {url}
                  </Anchor>
                </div>
              </>
            ),
          },
          { name: t('Language'), cell: ({ locale }) => languageName(locale) },
          {
            name: t('State'),
            cell: ({ status }) => <FormState status={status} />,
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: (form: Form) =>
                    form.status === 'live' && (
                      <MoreActions
                        label={t('Actions of {name}', { name: form.name })}
                        actions={[{ name: t('Take it out of use'), isDanger: true, run: () => close(form) }]}
                      />
                    ),
                },
              ]
            : []),
        ]}
        empty={<Empty title={t('No form yet')}>{t('Publish one for a program that is open.')}</Empty>}
      />
    </Panel>
  );
}
