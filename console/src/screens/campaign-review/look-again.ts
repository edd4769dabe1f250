import type { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../frame/api.ts';
import { refresh } from '../../frame/call.ts';

// The words are others now, or the people are; what stands on the page is not what would leave.
const changed = ['campaign.changed_since_seen', 'campaign.count_changed', 'campaign.more_people'];

/** After a refusal because it is not any more what was looked at: the page behind the question shows what would leave by now. */
export const lookAgain =
  (client: QueryClient) =>
  (error: unknown): never => {
    if (error instanceof ApiProblem && changed.includes(error.code)) void refresh(client, '/v1/campaigns');
    throw error;
  };
