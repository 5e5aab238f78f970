import type { AxiosRequestHeaders, InternalAxiosRequestConfig } from 'axios';

/**
 * Adds the `traceparent` header to a call that has none yet, in whatever case it is written.
 *
 * @returns takes the header out again
 */
export function injectTraceparent(config: InternalAxiosRequestConfig, traceparent: string): () => void {
  const { headers } = config;
  // A header that is switched off, by `false`, is one that the caller has decided on as well.
  if (Object.keys(headers).some((name) => name.toLowerCase() === 'traceparent')) return () => {};
  // A copy: an interceptor may have put an object there that other calls use at the same time.
  const extended: AxiosRequestHeaders = Object.create(
    Object.getPrototypeOf(headers),
    Object.getOwnPropertyDescriptors(headers),
  );
  extended.set('traceparent', traceparent);
  config.headers = extended;
  return () => {
    if (extended.get('traceparent') === traceparent) extended.delete('traceparent');
  };
}
