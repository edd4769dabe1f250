import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { t } from '../../ui/language.ts';
import { CampaignEditor } from './campaign-editor.tsx';
import {
  type Campaign,
  draftOf,
  emptyDraft,
  findDraft,
  type KeptDraft,
  keepDraft,
  toPeople,
} from './draft.ts';

const newRoute = getRouteApi('/_shell/campaigns/new');

/** A campaign from a blank page, or from what was typed here and not saved; to a list or a segment, where the address names one. */
export function NewCampaignScreen() {
  const { list, segment } = newRoute.useSearch();
  const isNamed = list !== undefined || segment !== undefined;
  const navigate = newRoute.useNavigate();
  const [start] = useState<KeptDraft>(() => {
    const kept = findDraft('new') ?? { draft: emptyDraft(), version: null };
    if (!isNamed) return kept;
    const chosen = { lists: list ? [list] : [], segments: segment ? [segment] : [] };
    return { ...kept, draft: toPeople(kept.draft, chosen) };
  });
  // Kept as if it had been ticked, so that whoever chooses otherwise has not got it again after loading the page anew.
  useEffect(() => {
    if (!isNamed) return;
    keepDraft('new', start);
    void navigate({ search: {}, replace: true });
  }, [isNamed, start, navigate]);
  return (
    <CampaignEditor
      id={null}
      start={start}
      known={null}
      title={t('New campaign')}
      back={<Link to="/campaigns">{t('All campaigns')}</Link>}
    />
  );
}

const route = getRouteApi('/_shell/campaigns/$campaignId/edit');

/** One that is there already. What this browser holds of it and the server has not got comes first. */
export function EditCampaignScreen() {
  const { campaignId } = route.useParams();
  const asked = answer('/v1/campaigns/{id}', { path: { id: campaignId } });
  const query = useQuery({
    ...asked,
    // Apart from what other pages hold, and forgotten when the page is left: an editor that began with an older version
    // would take its own last save for somebody else's.
    queryKey: [...asked.queryKey, 'edit'],
    gcTime: 0,
    // What somebody types is not overwritten by an answer that comes meanwhile.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: 'always',
  });
  return (
    <Loaded query={query} what={t('the campaign')} isWholePage>
      {(campaign) => (
        <CampaignEditor
          key={campaign.id}
          id={campaign.id}
          start={startOf(campaign)}
          known={campaign}
          title={campaign.name}
          back={
            <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
              {t('To the campaign')}
            </Link>
          }
        />
      )}
    </Loaded>
  );
}

function startOf(campaign: Campaign): KeptDraft {
  const known = draftOf(campaign);
  return findDraft(campaign.id, known) ?? { draft: known, version: campaign.version };
}
