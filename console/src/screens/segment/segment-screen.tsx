import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import type { Rule } from './rule.ts';
import { SegmentEditor } from './segment-editor.tsx';

const route = getRouteApi('/_shell/audience/segments/$segmentId');

/** A saved segment, to be read and changed. */
export function SegmentScreen() {
  const { segmentId } = route.useParams();
  const query = useQuery(answer('/v1/segments/{id}', { path: { id: segmentId } }));
  return (
    <Loaded query={query} what={t('the segment')} isWholePage>
      {({ id, name, version, text, rule }) => (
        <SegmentEditor
          key={`${id} ${version}`}
          saved={{ id, name, version, text, rule: rule as Rule }}
          back={<Link to="/audience/segments">{t('All segments')}</Link>}
        />
      )}
    </Loaded>
  );
}

/** A new one; a rule in the address is where it begins. */
export function NewSegmentScreen() {
  const { rule } = getRouteApi('/_shell/audience/segments/new').useSearch();
  return (
    <SegmentEditor
      saved={null}
      {...(rule ? { startText: rule } : {})}
      back={<Link to="/audience/segments">{t('All segments')}</Link>}
    />
  );
}
