import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';

/** What it brought beside what would have come anyway: known only where some were kept without it by lot. */
export function EffectPanel({ id }: { id: string }) {
  const query = useQuery(answer('/v1/campaigns/{id}/effect', { path: { id } }));
  return (
    <Panel title={t('Beside what would have come anyway')}>
      <Loaded query={query} what={t('the effect')}>
        {({ sentence, texted, texted_did, kept, kept_did, days }) => (
          <>
            <Text>{sentence}</Text>
            {kept > 0 && (
              <dl className="facts numbers">
                <dt>{t('Meant for')}</dt>
                <dd>
                  {t('{did} of {all} bought', { did: formatCount(texted_did), all: formatCount(texted) })}
                </dd>
                <dt>{t('Kept without it')}</dt>
                <dd>{t('{did} of {all} bought', { did: formatCount(kept_did), all: formatCount(kept) })}</dd>
              </dl>
            )}
            <Text size="sm" c="dimmed">
              {tn(
                days,
                'Purchases in the {n} day after it was sent.',
                'Purchases in the {n} days after it was sent.',
              )}
            </Text>
          </>
        )}
      </Loaded>
    </Panel>
  );
}
