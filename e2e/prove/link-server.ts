/** The pages of short links alone, in a process that can be killed. Its orders come as one JSON argument; it prints where it listens. */
import { openRedirector, shortLinkPages } from '../../server/src/links/index.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import { openHttp } from '../../server/src/platform/http/server.ts';
import { openContext } from '../stage/stage.ts';

const { url, waitFor } = JSON.parse(process.argv[2] ?? '{}') as {
  url: string;
  waitFor: 'storage' | 'nothing';
};
const ctx = openContext(url, {}, roles.app);
const http = await openHttp({
  log: ctx.log,
  version: '0.0.0',
  authorize: async () => {
    throw new Error('Everything here is public.');
  },
  isPermission: () => false,
});
await shortLinkPages(http, ctx, openRedirector(ctx, { waitFor }));
process.stdout.write(`${JSON.stringify({ url: await http.listen({ port: 0, host: '127.0.0.1' }) })}\n`);
