import type { QueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../../frame/api.ts';
import { refresh } from '../../frame/call.ts';

/** After a refusal because somebody else has changed it: the page behind the question shows what would leave by now. */
export const lookAgain =
  (client: QueryClient) =>
  (error: unknown): never => {
    if (error instanceof ApiProblem && error.code === 'campaign.changed_since_seen')
      void refresh(client, '/v1/campaigns');
    throw error;
  };
