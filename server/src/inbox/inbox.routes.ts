import type { Context } from '../platform/context.ts';
import type { Http } from '../platform/http/server.ts';
import { actRoutes } from './acts.routes.ts';
import { agentRoutes } from './agents/agents.routes.ts';
import { answerRoutes } from './answers/answers.routes.ts';
import { cannedReplyRoutes } from './canned/canned-replies.routes.ts';
import { conversationRoutes } from './conversations.routes.ts';
import { inboxExportRoutes } from './export.routes.ts';
import { inboxSettingRoutes } from './hours/setting.routes.ts';
import { inboxStreamRoute } from './live/stream.routes.ts';
import { inboxRuleRoutes } from './rules/rules.routes.ts';

/** Everything at which the inbox answers. */
export function inboxRoutes(http: Http, ctx: Context): void {
  conversationRoutes(http, ctx);
  answerRoutes(http, ctx);
  actRoutes(http, ctx);
  agentRoutes(http, ctx);
  cannedReplyRoutes(http, ctx);
  inboxRuleRoutes(http, ctx);
  inboxSettingRoutes(http, ctx);
  inboxExportRoutes(http, ctx);
  inboxStreamRoute(http, ctx);
}
