import { Link } from '@tanstack/react-router';
import { answer } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

const everyMs = 20_000;

/** Campaigns that somebody must look at before they leave. */
export function ApprovalsScreen() {
  const zone = useMe().workspace.time_zone;
  return (
    <Page
      title={t('Approvals')}
      lead={t('What others wrote and somebody else must look at, as it is now.')}
      back={<Link to="/campaigns">{t('All campaigns')}</Link>}
    >
      <WholeListing
        query={{ ...answer('/v1/approvals'), refetchInterval: everyMs }}
        what={t('the approvals')}
        caption={t('Campaigns to approve')}
        keyOf={({ campaign_id }) => campaign_id}
        empty={
          <Empty title={t('Nothing waits for approval')}>
            {t('Which campaigns need one is set under Settings › Sending rules.')}
          </Empty>
        }
        columns={[
          {
            name: t('Campaign'),
            cell: ({ campaign_id, name, request }) => (
              <>
                <Link to="/campaigns/$campaignId/approval" params={{ campaignId: campaign_id }}>
                  {name}
                </Link>
                {request?.is_of_this_content && <div className="quiet breakable">“{request.note}”</div>}
              </>
            ),
          },
          {
            name: t('Where it stands'),
            cell: ({ sentence }) => <span className="breakable">{sentence}</span>,
          },
          { name: t('People'), isNumber: true, cell: ({ people }) => formatCount(people ?? 0) },
          { name: t('Written'), cell: ({ created_at }) => formatMoment(created_at, zone) },
        ]}
      />
    </Page>
  );
}
