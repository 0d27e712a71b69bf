import type { DiscoveryConfiguration } from '../../protocol/discovery';

/** What a forge says of one repository's addresses. */
type Addresses = { readonly https: string | null | undefined; readonly ssh: string | null | undefined };

/**
 * What git fetches from. A forge can't make git read a folder of this machine, take an option for an address or send a
 * password in clear text: null for anything but https (http where the forge itself is asked by http) or ssh.
 */
export function fetchAddress({ https, ssh }: Addresses, discovery: Pick<DiscoveryConfiguration, 'clone' | 'url'>): string | null {
  const address = (discovery.clone === 'ssh' ? ssh : https) ?? '';
  if (!/^[\x21-\x7e]+$/.test(address)) {
    return null;
  }
  if (discovery.clone === 'ssh') {
    return /^(ssh:\/\/([\w.-]+@)?[\w.[][\w.:[\]-]*\/.+|[\w.]([\w.-]*)@[\w.][\w.-]*:.+)$/.test(address) ? address : null;
  }
  const parsed = URL.parse(address);
  const isAllowed = parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && discovery.url.startsWith('http:'));
  return isAllowed && parsed.username === '' && parsed.password === '' ? address : null;
}
