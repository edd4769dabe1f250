import { t } from '../ui/language.ts';
import { formatMoment } from '../ui/times.ts';
import { answer } from './call.ts';
import { WholeListing } from './listing.tsx';
import { useMe } from './session.ts';

type VersionsListingProps = { of: '/v1/snippets/{id}/versions' | '/v1/templates/{id}/versions'; id: string };

/** Every version of words that are kept under a name. */
export function VersionsListing({ of, id }: VersionsListingProps) {
  const zone = useMe().workspace.time_zone;
  return (
    <WholeListing
      query={answer(of, { path: { id } })}
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
  );
}
