import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, call, refresh } from '../../frame/call.ts';
import { FieldForm } from '../../frame/field-form.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMoment } from '../../ui/times.ts';

/** A share of all people without marketing, by lot and for good: whoever it is compared with. */
export function HoldOutForm() {
  const zone = useMe().workspace.time_zone;
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const say = useToast();
  const query = useQuery(answer('/v1/workspace/hold-out'));
  return (
    <Panel title={t('People without marketing')}>
      <p className="quiet">
        {t(
          'So many of a hundred, by lot and for good, get no campaign and no journey of marketing. What they buy all the same tells what it brings.',
        )}
      </p>
      <Loaded query={query} what={t('the settings')}>
        {({ percent, since }) => (
          <>
            <p>
              {percent === 0 || since === null
                ? t('Everybody gets marketing.')
                : t('{percent} % of people, since {when}.', { percent, when: formatMoment(since, zone) })}
            </p>
            {mayLaunch && (
              <FieldForm
                key={percent}
                spec={{
                  fields: [
                    {
                      ...{ name: 'percent', label: t('Of a hundred people'), kind: 'number' },
                      ...{ initial: percent, help: t('From 0, for nobody, to 10.') },
                    },
                  ],
                  submit: t('Save'),
                  send: (body) => call('/v1/workspace/hold-out', 'put', { body }),
                  done: () => {
                    say(t('Saved'));
                    void refresh(client, '/v1/workspace/hold-out');
                  },
                }}
              />
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}
