import ipaddr from 'ipaddr.js';

/**
 * Whether an address may be called: public unicast only. IPv4 inside IPv6 counts as the IPv4 address. `loopback`
 * allows this machine as well (local runtime and tests).
 */
export function mayCall(address: string, loopback: boolean): boolean {
  if (!ipaddr.isValid(address)) return false;
  const range = ipaddr.process(address).range();
  return range === 'unicast' || (loopback && range === 'loopback');
}
