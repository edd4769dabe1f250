import { BlockList, isIP } from 'node:net';

// What is not the internet at large: own machines, own networks, links, tests, multicast and what is kept for later
// (IANA's special-purpose registries). A request that somebody else has thought of must reach none of them.
const closed4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
// Only 2000::/3 is given out at all. Of that, these lead back into IPv4 or nowhere.
const closed6: readonly [string, number][] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
for (const [net, prefix] of closed4) blocked.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of closed6) blocked.addSubnet(net, prefix, 'ipv6');
const given = new BlockList();
given.addSubnet('2000::', 3, 'ipv6');

/** Whether this IP address is one of the internet at large. IPv4 in the clothes of IPv6 is not. */
export function isPublicAddress(address: string): boolean {
  const version = isIP(address);
  if (version === 4) return !blocked.check(address, 'ipv4');
  return version === 6 && given.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
}
