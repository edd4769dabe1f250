import { BlockList, isIP } from 'node:net';

type Family = 'ipv4' | 'ipv6';
const familyOf = (address: string): Family | null =>
  isIP(address) === 4 ? 'ipv4' : isIP(address) === 6 ? 'ipv6' : null;

/** `192.0.2.0/24`, `2001:db8::/32` or one address, in one way of writing; null when it is none. */
export function readNetwork(text: string): string | null {
  const [address = '', bits, ...rest] = text.trim().toLowerCase().split('/');
  const family = familyOf(address);
  const longest = family === 'ipv4' ? 32 : 128;
  if (family === null || rest.length > 0) return null;
  if (bits === undefined) return `${address}/${longest}`;
  if (!/^(0|[1-9][0-9]{0,2})$/.test(bits) || Number(bits) > longest) return null;
  return `${address}/${bits}`;
}

/** Whether an address lies in one of these networks. An IPv4 caller who comes by IPv6 (`::ffff:…`) is the IPv4 one. */
export function isInNetworks(address: string, networks: readonly string[]): boolean {
  const plain = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address.split('%')[0] ?? address;
  const family = familyOf(plain);
  if (family === null) return false;
  const list = new BlockList();
  for (const network of networks) {
    const [start = '', bits] = network.split('/');
    if (familyOf(start) === family) list.addSubnet(start, Number(bits), family);
  }
  return list.check(plain, family);
}
