/** Where to listen. An IPv6 address stands without its brackets. */
type Listen = { readonly host: string; readonly port: number };

/** The loopback address and port in `text`, which has the schema's form; null where a number in it is too large. */
export function parseListen(text: string): Listen | null {
  const colon = text.lastIndexOf(':');
  const host = text.slice(0, colon).replace(/^\[|\]$/g, '');
  const port = Number(text.slice(colon + 1));
  const bytesFit = !/^[\d.]+$/.test(host) || host.split('.').every(byte => Number(byte) <= 255);
  return port <= 65535 && bytesFit ? { host, port } : null;
}
