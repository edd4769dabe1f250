import { Conflict } from '../platform/errors.ts';
import type { Http } from '../platform/http/server.ts';

export type Place = {
  readonly host: string;
  readonly port: number;
  /** What the operator has to change when it cannot be had. */
  readonly hostSetting: string;
  readonly portSetting: string;
};

/** Listens, and says where. */
export async function listen(http: Http, place: Place): Promise<string> {
  const { host, port } = place;
  await http.listen({ host, port }).catch((error: NodeJS.ErrnoException) => {
    throw explainListening(error, place);
  });
  const address = http.server.address();
  const chosen = typeof address === 'object' && address ? address.port : port;
  const name = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${chosen}`;
}

function explainListening(error: NodeJS.ErrnoException, place: Place): Error {
  const { host, port, hostSetting, portSetting } = place;
  if (error.code === 'EADDRINUSE') {
    return new Conflict(
      'http.port_taken',
      `Another program listens on port ${port} already. Stop it, or set ${portSetting} to another port (0: any free one).`,
    );
  }
  if (error.code === 'EACCES') {
    return new Conflict(
      'http.port_forbidden',
      `Listening on port ${port} is not allowed. Set ${portSetting} to 1024 or more.`,
    );
  }
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return new Conflict(
      'http.no_such_host',
      `This machine has no address ${host}. Set ${hostSetting} to one it has.`,
    );
  }
  return error;
}
