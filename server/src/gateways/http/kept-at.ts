/** Whether a picture lies at one of the carrier's own hosts and below this path of it. */
export function isKeptAt(url: string, origins: readonly string[], path: string): boolean {
  const address = URL.parse(url);
  if (!address?.pathname.startsWith(path)) return false;
  return origins.some((origin) => URL.parse(origin)?.origin === address.origin);
}
