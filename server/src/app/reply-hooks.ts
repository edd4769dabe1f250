import { enterByKeyword, takeAge } from '../contests/index.ts';
import { takeSafetyAnswer } from '../emergency/index.ts';
import type { ReplyHooks } from '../inbound/index.ts';
import { hearReferral } from '../referrals/index.ts';
import { beginByKeyword, takeSurveyAnswer } from '../surveys/index.ts';

/**
 * Who looks at a reply before keywords do, in this order: somebody's life comes before a vote. The rules come before all of them, so
 * a STOP is one whatever else was asked.
 */
export const replyHooks: ReplyHooks = {
  takers: [takeSafetyAnswer, takeSurveyAnswer, takeAge],
  listeners: [beginByKeyword, enterByKeyword, hearReferral],
  ofJudged: [takeSurveyAnswer],
};
