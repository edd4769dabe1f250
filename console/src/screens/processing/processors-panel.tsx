import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import type { Field } from '../../frame/fields.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';

type Processor = ItemOf<'/v1/processors'>;

/** Who processes data for the business, with what is missing of each. */
export function ProcessorsPanel() {
  const mayWrite = useMay('desk.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const query = useQuery(answer('/v1/processors'));
  const done = () => void refresh(client, '/v1/processors', '/v1/processing-record');
  const enter = () =>
    ask({
      title: t('Enter a processor'),
      fields: [
        {
          ...{ name: 'gateway_id', label: t('Gateway'), kind: 'choice', isRequired: false },
          choices: (query.data?.unrecorded ?? []).map(({ gateway_id: value, name: label }) => ({
            ...{ value, label },
          })),
          help: t('For a carrier that is connected here; its name and service are known.'),
        },
        ...fieldsOf(null),
      ],
      submit: t('Enter'),
      send: (body) => call('/v1/processors', 'post', { body }),
      done,
    });
  const change = (processor: Processor) =>
    ask({
      title: processor.name,
      fields: [
        ...fieldsOf(processor),
        {
          ...{ name: 'ended_on', label: t('Ended on'), kind: 'date', isRequired: false, whenEmpty: null },
          initial: processor.ended_on ?? '',
        },
      ],
      submit: t('Save'),
      send: (body: { sub_processors?: string[] }) =>
        call('/v1/processors/{id}', 'patch', {
          path: { id: processor.id },
          body: { sub_processors: [], ...body },
        }),
      done,
    });
  return (
    <Panel
      title={t('Processors')}
      aside={
        mayWrite && (
          <ActionBar actions={[{ name: t('Enter a processor'), run: enter, needs: 'desk.write' }]} />
        )
      }
    >
      {dialog}
      {(query.data?.unrecorded ?? []).length > 0 && (
        <p>
          {t('Carriers in no entry yet: {names}', {
            names: (query.data?.unrecorded ?? []).map(({ name }) => name).join(', '),
          })}
        </p>
      )}
      <WholeListing
        query={answer('/v1/processors')}
        what={t('the processors')}
        caption={t('Processors')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Processor'),
            cell: ({ name, service }) => (
              <>
                <strong className="breakable">{name}</strong>
                <div className="quiet breakable">{service}</div>
              </>
            ),
          },
          { name: t('Country'), cell: ({ country }) => country ?? '–' },
          { name: t('Agreement of'), cell: ({ dpa_on }) => dpa_on ?? '–' },
          { name: t('Missing'), isProse: true, cell: ({ missing }) => missing.join(' ') || '–' },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: (processor: Processor) => (
                    <MoreActions
                      label={t('Actions of {name}', { name: processor.name })}
                      actions={[{ name: t('Change it …'), run: () => change(processor) }]}
                    />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No processor is entered')}>
            {t('Whoever handles data of your people for you stands here: carriers, hosts, printers.')}
          </Empty>
        }
      />
    </Panel>
  );
}

function fieldsOf(now: Processor | null): Field[] {
  const ofGateway = ({ gateway_id }: Readonly<Record<string, unknown>>) => !gateway_id;
  // Of a connected carrier both are known; a change of an entry shows them always.
  const asked = now === null ? { isShown: ofGateway } : {};
  const emptied = { isRequired: false, ...(now === null ? {} : { whenEmpty: null }) };
  return [
    { ...asked, name: 'name', label: t('Name'), initial: now?.name },
    { ...asked, name: 'service', label: t('What it does'), initial: now?.service },
    {
      ...emptied,
      ...{ name: 'country', label: t('Country'), placeholder: 'US', initial: now?.country ?? '' },
      help: t('Two letters.'),
    },
    {
      ...emptied,
      name: 'contract_on',
      label: t('Contract of'),
      kind: 'date',
      initial: now?.contract_on ?? '',
    },
    {
      ...emptied,
      ...{ name: 'dpa_on', label: t('Agreement on data of'), kind: 'date', initial: now?.dpa_on ?? '' },
    },
    { ...emptied, name: 'dpa_place', label: t('Where it is kept'), initial: now?.dpa_place ?? '' },
    {
      ...{ name: 'sub_processors', label: t('Whom it uses in turn'), kind: 'words', isRequired: false },
      initial: (now?.sub_processors ?? []).join(', '),
    },
    {
      ...emptied,
      ...{ name: 'safeguard', label: t('Safeguard of the transfer'), initial: now?.safeguard ?? '' },
      help: t('For a country outside the EU: such as standard contractual clauses.'),
    },
  ];
}
