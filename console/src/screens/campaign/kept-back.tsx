import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '../../frame/api.ts';
import { answer } from '../../frame/call.ts';
import { t } from '../../ui/language.ts';

/** What somebody wants otherwise before it may leave, where its author looks first. */
export function KeptBack({ campaign: { id, status } }: { campaign: Campaign }) {
  const isOpen = status === 'checked' || status === 'scheduled';
  const { data } = useQuery({
    ...answer('/v1/campaigns/{id}/approvals', { path: { id } }),
    enabled: isOpen,
  });
  if (!isOpen || (data?.state !== 'changes_requested' && data?.state !== 'declined')) return null;
  return (
    <Alert color="yellow" variant="light" role="status">
      <span className="breakable">{data.sentence}</span>{' '}
      <Link to="/campaigns/$campaignId/approval" params={{ campaignId: id }}>
        {t('What was said')}
      </Link>
    </Alert>
  );
}
