/** Whether `host`, as configured, can only be reached from this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** The authorities that a request to loopback `address` and `port` may name in `Host`, and, after `http://`, in `Origin`. */
export function loopbackAuthorities(address: string, port: number): readonly string[] {
  const own = address.includes(':') ? `[${address}]` : address;
  const hosts = ['localhost', '127.0.0.1', '[::1]', own];
  return hosts.flatMap(host => (port === 80 ? [host, `${host}:80`] : [`${host}:${port}`]));
}
