import { Forbidden } from '../platform/errors.ts';

export type Request = {
  readonly method: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly csrf: string | undefined;
};

const readingMethods = new Set(['GET', 'HEAD', 'OPTIONS']);
export const isReading = (method: string): boolean => readingMethods.has(method);

/**
 * A browser sends its cookies along with whatever another site makes it send. Two things other sites cannot do without
 * our consent: set a header of their own, and lie about the Origin. Both are asked for wherever something changes.
 */
export function refuseForgery(request: Request, publicOrigin: string | null): void {
  if (isReading(request.method)) return;
  if (request.csrf === undefined) {
    throw new Forbidden(
      'csrf.header_missing',
      'Send the header x-tidings-csrf: 1 with requests that change something, or use an API key.',
    );
  }
  if (!isOwnOrigin(request, publicOrigin)) {
    throw new Forbidden(
      'csrf.wrong_origin',
      'This request came from another site. If Tidings runs behind a proxy, set TIDINGS_PUBLIC_URL to the address people use.',
    );
  }
}

/** The origin people were told about, or the very host that was asked. An absent or opaque origin is nobody's. */
export function isOwnOrigin(request: Pick<Request, 'origin' | 'host'>, publicOrigin: string | null): boolean {
  const { origin, host } = request;
  if (origin === undefined || host === undefined) return false;
  if (publicOrigin !== null && origin === publicOrigin) return true;
  return URL.canParse(origin) && /^https?:$/.test(new URL(origin).protocol) && new URL(origin).host === host;
}
