import type { OtlpSignal } from '../transport.js';

/**
 * Tells the URLs that exports go to, by origin and path: other paths of the same host may well be the app's own business.
 * Whatever is no absolute URL is none of them.
 */
export function exportUrlCheck(urls: Readonly<Record<OtlpSignal, URL>>): (url: string) => boolean {
  const places = new Set(Object.values(urls).map(placeOf));
  return (url) => URL.canParse(url) && places.has(placeOf(new URL(url)));
}

function placeOf({ origin, pathname }: URL): string {
  return origin + pathname;
}
