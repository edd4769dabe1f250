import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf, BodyOf } from '@tidings/sdk';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { bodyOf, type Field } from '../../frame/fields.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useZone } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { AttributionPreview } from './attribution-preview.tsx';
import { wishOf } from './wish.ts';

type Attribution = AnswerOf<'/v1/workspace/attribution', 'get'>;

/** Which purchases are put down to which texts, with what another way would have made of the last thirty days. */
export function AttributionForm() {
  const mayAdmin = useMay('workspace.admin');
  const zone = useZone();
  const client = useQueryClient();
  const say = useToast();
  const query = useQuery(answer('/v1/workspace/attribution'));
  const models = {
    last: t('The last text that they answered'),
    first: t('The first text that they answered'),
    linear: t('All that they answered, alike'),
  };
  const fieldsOf = (now: Attribution): Field[] => [
    {
      ...{ name: 'model', label: t('Which text gets a purchase'), kind: 'choice', initial: now.model },
      choices: Object.entries(models).map(([value, label]) => ({ value, label })),
    },
    {
      ...{ name: 'click_hours', label: t('Hours after a click'), kind: 'number', initial: now.click_hours },
      help: t('For so long a purchase is put down to the text whose link was opened; 2160 at most.'),
    },
    {
      ...{ name: 'delivery_hours', label: t('Hours after delivery alone'), kind: 'number' },
      ...{ isRequired: false, whenEmpty: null, initial: now.delivery_hours ?? '' },
      help: t('Blank: a text that nobody clicked gets nothing.'),
    },
    {
      ...{ name: 'conversions', label: t('Events that count'), kind: 'words', isRequired: false },
      ...{ initial: now.conversions.join(', '), placeholder: 'order.placed' },
    },
    {
      ...{ name: 'reversals', label: t('Events that take one back'), kind: 'words', isRequired: false },
      ...{ initial: now.reversals.join(', '), placeholder: 'order.refunded' },
    },
    {
      ...{ name: 'accepts_script', label: t('Pages of your own may tell of purchases'), kind: 'switch' },
      ...{ initial: now.accepts_script, help: t('Through the browser of whoever bought, by /t.js.') },
    },
  ];
  return (
    <Panel title={t('Which purchases count')}>
      <Loaded query={query} what={t('the settings')}>
        {(now) => {
          if (!mayAdmin) return <Facts now={now} model={models[now.model]} />;
          const fields = fieldsOf(now);
          return (
            <FieldForm
              key={JSON.stringify(now)}
              spec={{
                fields,
                submit: t('Save'),
                shows: (values) => <AttributionPreview wish={wishOf(bodyOf(fields, values, zone))} />,
                send: (body: Partial<BodyOf<'/v1/workspace/attribution', 'put'>>) =>
                  call('/v1/workspace/attribution', 'put', { body: wishOf(body) }),
                done: () => {
                  say(t('Saved. The past is counted anew.'));
                  void refresh(client, '/v1/workspace/attribution');
                },
              }}
            />
          );
        }}
      </Loaded>
    </Panel>
  );
}

function Facts({ now, model }: { now: Attribution; model: string }) {
  return (
    <dl className="facts">
      <dt>{t('Which text gets a purchase')}</dt>
      <dd>{model}</dd>
      <dt>{t('Hours after a click')}</dt>
      <dd>{now.click_hours}</dd>
      <dt>{t('Hours after delivery alone')}</dt>
      <dd>{now.delivery_hours ?? t('None')}</dd>
      <dt>{t('Events that count')}</dt>
      <dd className="breakable">{now.conversions.join(', ') || t('None')}</dd>
    </dl>
  );
}
