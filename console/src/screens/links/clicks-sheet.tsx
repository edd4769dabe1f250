import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Every click of one link, beside the list; closed while none is looked at. */
export function ClicksSheet({ peek, onClose }: { peek: string | undefined; onClose: () => void }) {
  const zone = useMe().workspace.time_zone;
  return (
    <SideSheet title={t('Clicks')} isOpen={peek !== undefined} onClose={onClose}>
      {peek !== undefined && (
        <PagedListing
          query={pages('/v1/links/{id}/clicks', { path: { id: peek } })}
          what={t('the clicks')}
          caption={t('Clicks, latest first')}
          keyOf={({ at, agent }) => `${at} ${agent}`}
          columns={[
            { name: t('When'), cell: ({ at }) => formatMoment(at, zone) },
            {
              name: t('Who'),
              cell: ({ robot_reason, why }) =>
                robot_reason ? t('A program: {why}', { why: why ?? robot_reason }) : t('A person'),
            },
          ]}
          empty={
            <Empty title={t('Nobody has opened it yet')}>
              {t('Each click stands here, those of programs too.')}
            </Empty>
          }
        />
      )}
    </SideSheet>
  );
}
