/** Where a text waits until the carrier has answered it: a file for each, or memory alone. */
export type KannelStore = 'spool' | 'memory';

export type KannelPlaces = {
  spool: string;
  admin: number;
  /** Where its second process reaches the first. */
  boxes: number;
  http: number;
  carrier: { port: number; systemId: string; password: string; window: number };
  /** Where it is to bring what people write, as a query; null for nowhere. */
  inboundUrl?: string | null;
};

/** `kannel.conf`: one bind to the carrier with the window that ours has, and every limit out of the way. */
export function configurationOf(places: KannelPlaces, store: KannelStore): string {
  const { carrier } = places;
  return groupsOf([
    {
      group: 'core',
      'admin-port': places.admin,
      'admin-interface': '127.0.0.1',
      'admin-password': 'bench',
      'smsbox-port': places.boxes,
      'smsbox-interface': '127.0.0.1',
      'box-allow-ip': '127.0.0.1',
      'dlr-storage': 'internal',
      ...(store === 'spool' ? { 'store-type': 'spool', 'store-location': places.spool } : {}),
    },
    {
      group: 'smsc',
      smsc: 'smpp',
      'smsc-id': 'carrier',
      host: '127.0.0.1',
      port: carrier.port,
      'transceiver-mode': 'true',
      'smsc-username': carrier.systemId,
      'smsc-password': carrier.password,
      'system-type': 'bench',
      'max-pending-submits': carrier.window,
      'reconnect-delay': 1,
    },
    {
      group: 'smsbox',
      'bearerbox-host': '127.0.0.1',
      'bearerbox-port': places.boxes,
      'sendsms-port': places.http,
      'sendsms-interface': '127.0.0.1',
    },
    { group: 'sendsms-user', username: 'bench', password: 'bench', concatenation: 'true', 'max-messages': 5 },
    ...(places.inboundUrl ? [inboundOf(places.inboundUrl)] : []),
  ]);
}

/** Whatever is written goes to one address, and nothing is answered. */
const inboundOf = (url: string) => ({
  ...{ group: 'sms-service', keyword: 'default', 'catch-all': 'true', 'max-messages': 0 },
  'get-url': `"${url}?from=%p&to=%P&coding=%c&text=%b"`,
});

function groupsOf(groups: readonly Readonly<Record<string, string | number>>[]): string {
  const lines = groups.map((group) =>
    Object.entries(group)
      .map(([name, value]) => `${name} = ${value}`)
      .join('\n'),
  );
  return `${lines.join('\n\n')}\n`;
}
