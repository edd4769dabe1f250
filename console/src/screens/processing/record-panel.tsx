import { Alert } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '@tidings/sdk';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { EvidenceWords } from '../../frame/evidence-words.tsx';
import { useAsk } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { useAct } from '../../frame/use-act.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';

type ProcessingRecord = AnswerOf<'/v1/processing-record', 'get'>;

/** The record of processing as it is now, what the law still wants in it, and the versions that were kept. */
export function RecordPanel() {
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const query = useQuery(answer('/v1/processing-record'));
  const done = () => void refresh(client, '/v1/processing-record');
  const keep = async () => {
    const { version } = await call('/v1/processing-record/versions', 'post');
    say(t('Version {version} is kept for good.', { version }));
    done();
  };
  const name = ({ controller }: ProcessingRecord) =>
    ask({
      title: t('Who answers for it'),
      fields: [
        { name: 'controller/name', label: t('Name of the business'), initial: controller.named?.name },
        { name: 'controller/address', label: t('Address'), initial: controller.named?.address },
        { name: 'controller/contact', label: t('How to reach it'), initial: controller.named?.contact },
        {
          ...{ name: 'data_protection_officer', label: t('Data protection officer'), isRequired: false },
          initial: controller.data_protection_officer ?? '',
        },
        {
          ...{ name: 'representative', label: t('Representative in the EU'), isRequired: false },
          initial: controller.representative ?? '',
        },
      ],
      submit: t('Save'),
      send: (body: BodyOf<'/v1/processing-record/additions', 'put'>) =>
        call('/v1/processing-record/additions', 'get').then(
          // What else was said, by a program or from a file, stays; a line that was emptied goes.
          ({ representative: _before, data_protection_officer: _officer, ...rest }) =>
            call('/v1/processing-record/additions', 'put', { body: { ...rest, ...body } }),
        ),
      done,
    });
  return (
    <Panel title={t('Record of processing')} aside={<a href="/v1/processing-record?format=pdf">PDF</a>}>
      {dialog}
      {failed}
      <Loaded query={query} what={t('the record of processing')}>
        {(record) => (
          <>
            <EvidenceWords />
            {record.missing.length > 0 && (
              <Alert variant="light" color="indigo" mb="sm">
                <strong>{t('What the law wants in it as well')}</strong>
                <ul>
                  {record.missing.map((sentence) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              </Alert>
            )}
            <DataTable
              caption={t('What is done with data of people')}
              rows={record.activities}
              keyOf={(activity) => activity.name}
              columns={[
                { name: t('Activity'), cell: (activity) => <strong>{activity.name}</strong> },
                { name: t('What for'), isProse: true, cell: ({ purposes }) => purposes },
                { name: t('On which ground'), cell: ({ legal_basis }) => legal_basis },
                { name: t('Kept'), isProse: true, cell: ({ retention }) => retention },
              ]}
            />
            <div className="filters">
              <ActionBar
                actions={[
                  { name: t('Who answers for it …'), run: () => name(record), needs: 'desk.write' },
                  {
                    ...{ name: t('Keep it as it is now'), needs: 'desk.write' },
                    run: () => act(t('Keep it as it is now'), keep),
                  },
                ]}
              />
            </div>
          </>
        )}
      </Loaded>
      <Versions />
    </Panel>
  );
}

function Versions() {
  const zone = useMe().workspace.time_zone;
  const query = useQuery(answer('/v1/processing-record/versions'));
  if (!query.data || query.data.data.length === 0) return null;
  return (
    <ul className="plain-list">
      {query.data.data.map(({ version, made_at }) => (
        <li key={version}>
          <a href={`/v1/processing-record/versions/${version}?format=pdf`}>
            {t('Version {version}, {when}', { version, when: formatMoment(made_at, zone) })}
          </a>
        </li>
      ))}
    </ul>
  );
}
