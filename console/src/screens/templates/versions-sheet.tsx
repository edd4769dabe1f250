import { answer } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { formatMoment } from '../../ui/times.ts';
import type { Template } from './use-template-acts.ts';

/** Every version of one template, beside the list; closed while none is shown. */
export function VersionsSheet({ shown, onClose }: { shown: Template | null; onClose: () => void }) {
  const zone = useMe().workspace.time_zone;
  return (
    <SideSheet title={shown?.name ?? ''} isOpen={shown !== null} onClose={onClose}>
      {shown && (
        <WholeListing
          query={answer('/v1/templates/{id}/versions', { path: { id: shown.id } })}
          what={t('the versions')}
          caption={t('Versions, latest first')}
          keyOf={({ version }) => String(version)}
          columns={[
            { name: t('Version'), cell: ({ version }) => String(version) },
            { name: t('Words'), cell: ({ body }) => <span className="breakable">{body}</span> },
            { name: t('Written'), cell: ({ created_at }) => formatMoment(created_at, zone) },
          ]}
          empty={null}
        />
      )}
    </SideSheet>
  );
}
