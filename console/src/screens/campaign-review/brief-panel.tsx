import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Plans } from './schedule-panel.tsx';

const measures = ['delivered', 'clicks', 'replies', 'opt_outs', 'conversions', 'revenue'] as const;

function measureWords(): Record<(typeof measures)[number], string> {
  return {
    delivered: t('Texts delivered'),
    clicks: t('People who open a link'),
    replies: t('People who write back'),
    opt_outs: t('People who leave (the fewer the better)'),
    conversions: t('Purchases'),
    revenue: t('Revenue'),
  };
}

/** What a campaign is for, by what it is judged, who answers for it: said before it goes, and held against what came. */
export function BriefPanel({ id, brief }: { id: string; brief: Plans['brief'] }) {
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const words = measureWords();
  const write = () =>
    ask({
      title: t('What is it for?'),
      fields: [
        {
          name: 'objective',
          label: t('What it is to bring about'),
          kind: 'long',
          rows: 2,
          initial: brief?.objective,
        },
        {
          name: 'measure',
          label: t('By what it is judged'),
          kind: 'choice',
          initial: brief?.measure ?? 'clicks',
          choices: measures.map((value) => ({ value, label: words[value] })),
        },
        {
          name: 'target',
          label: t('How much of it would be a success'),
          kind: 'number',
          isRequired: false,
          whenEmpty: null,
          initial: brief?.target ?? '',
        },
        {
          name: 'owner',
          label: t('Who answers for it'),
          isRequired: false,
          whenEmpty: null,
          initial: brief?.owner ?? '',
        },
        {
          name: 'budget',
          label: t('What it may cost'),
          isRequired: false,
          whenEmpty: null,
          initial: brief?.budget ?? '',
          placeholder: '250.00',
        },
        {
          name: 'notes',
          label: t('Notes'),
          kind: 'long',
          rows: 3,
          isRequired: false,
          whenEmpty: null,
          initial: brief?.notes ?? '',
        },
      ],
      submit: t('Save'),
      keepAs: `brief ${id}`,
      send: (body: never) => call('/v1/campaigns/{id}/brief', 'put', { path: { id }, body }),
      done: () => void refresh(client, '/v1/campaigns'),
    });
  if (brief === null && !mayWrite) return null;
  return (
    <Panel title={t('What it is meant for')}>
      {dialog}
      {brief && (
        <>
          <Text className="breakable">{brief.objective}</Text>
          <dl className="facts">
            <dt>{t('Judged by')}</dt>
            <dd>
              {words[brief.measure]}
              {brief.target !== null && `: ${formatCount(brief.target)}`}
            </dd>
            {brief.owner && (
              <>
                <dt>{t('Answers for it')}</dt>
                <dd>{brief.owner}</dd>
              </>
            )}
            {brief.budget && (
              <>
                <dt>{t('May cost')}</dt>
                <dd className="numbers">{brief.budget}</dd>
              </>
            )}
          </dl>
          {brief.notes && <Text size="sm">{brief.notes}</Text>}
        </>
      )}
      {mayWrite && (
        <Button variant="default" size="sm" mt={brief ? 'sm' : 0} onClick={write}>
          {brief ? t('Change …') : t('Say what it is for …')}
        </Button>
      )}
    </Panel>
  );
}
