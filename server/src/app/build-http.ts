import {
  answerHeadsAtOnce,
  authorizeRequests,
  decorateWithScope,
  endStreamsWithoutRight,
  isForKeys,
  isPermission,
  keepAnswersToPosts,
  keepRequestsWithinReach,
  openAsk,
  openKnownKeys,
} from '../accounts/index.ts';
import { addressOfShortLink } from '../links/index.ts';
import type { Context } from '../platform/context.ts';
import { type Http, openHttp } from '../platform/http/server.ts';
import { speakLanguages } from './languages/speak-languages.ts';
import { type RouteOptions, routes } from './routes.ts';

export type HttpSettings = Omit<RouteOptions, 'keys'> & { readonly trustProxy: string | null };

/** The whole HTTP face of Tidings, ready to listen or to be asked in a test. */
export async function buildHttp(ctx: Context, settings: HttpSettings): Promise<Http> {
  const { publicOrigin, trustProxy, version } = settings;
  const keys = openKnownKeys(ctx);
  const ask = openAsk(ctx, keys, publicOrigin);
  const http = await openHttp({
    log: ctx.log,
    meter: ctx.meter,
    tracer: ctx.tracer,
    version,
    authorize: authorizeRequests(ask),
    isPermission: (name) => name === 'known' || isPermission(name),
    isForKeys,
    isHttpsOnly: publicOrigin?.startsWith('https:') ?? false,
    rewriteUrl: (url, host) => addressOfShortLink(url, host, publicOrigin),
    ...(trustProxy === null ? {} : { trustProxy }),
  });
  decorateWithScope(http);
  answerHeadsAtOnce(http);
  keepRequestsWithinReach(http, ctx);
  endStreamsWithoutRight(http, ask);
  keepAnswersToPosts(http, ctx);
  // After what keeps answers: those are kept as they were given, whoever asks for them again.
  speakLanguages(http);
  await routes(http, ctx, { ...settings, keys });
  return http;
}
