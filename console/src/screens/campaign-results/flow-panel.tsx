import { useQuery } from '@tanstack/react-query';
import { Loaded } from '../../frame/loaded.tsx';
import { reportQuery } from '../../frame/queries.ts';
import { FlowPicture } from '../../ui/charts/flow-picture.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { flowOf } from './flow.ts';

/** The way of everybody through the campaign, from who was chosen to whose phone has it. */
export function FlowPanel({ id }: { id: string }) {
  const query = useQuery(reportQuery(id));
  return (
    <Panel title={t('Where everybody went')}>
      <Loaded query={query} what={t('the campaign')}>
        {(report) => (
          <FlowPicture
            label={t('From who was chosen to whose phone has it, and where the others left')}
            columns={flowOf(report)}
          />
        )}
      </Loaded>
    </Panel>
  );
}
