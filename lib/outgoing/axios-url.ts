import { Axios, type InternalAxiosRequestConfig } from 'axios';

/** The URL of a call, and how to undo what finding it out needed. */
export interface WatchedUrl {
  readonly text: () => string;
  readonly restore: () => void;
}

/** An instance without any defaults: those of the real one are in the config already. */
const plain = new Axios({});

/**
 * Finds the URL that axios sends. A serializer that the app wrote is called by axios only, and its result
 * noted: it may sign or count, so that a call of ours would be one too many.
 */
export function watchUrl(config: InternalAxiosRequestConfig): WatchedUrl {
  const { params, paramsSerializer } = config;
  const serialize = typeof paramsSerializer === 'function' ? paramsSerializer : paramsSerializer?.serialize;
  const isSerializedByApp = params !== undefined && params !== null && typeof serialize === 'function';
  if (paramsSerializer === undefined || !isSerializedByApp) {
    const url = uriOf(config, params, paramsSerializer);
    return { text: () => url, restore: () => {} };
  }
  let serialized: string | undefined;
  config.paramsSerializer = {
    ...(typeof paramsSerializer === 'object' && paramsSerializer),
    serialize: (...args) => (serialized = serialize(...args)),
  };
  return {
    text: () =>
      uriOf(config, serialized === undefined ? undefined : {}, { serialize: () => serialized ?? '' }),
    restore: () => (config.paramsSerializer = paramsSerializer),
  };
}

type Params = InternalAxiosRequestConfig['params'];
type Serializer = InternalAxiosRequestConfig['paramsSerializer'];

function uriOf(config: InternalAxiosRequestConfig, params: Params, paramsSerializer: Serializer): string {
  const { baseURL, url, allowAbsoluteUrls } = config;
  // Newer versions let the serializer be a function; older ones know the object only.
  const serializer =
    typeof paramsSerializer === 'function' ? { serialize: paramsSerializer } : paramsSerializer;
  return plain.getUri({
    ...(baseURL !== undefined && { baseURL }),
    ...(url !== undefined && { url }),
    ...(allowAbsoluteUrls !== undefined && { allowAbsoluteUrls }),
    ...(params !== undefined && { params }),
    ...(serializer !== undefined && { paramsSerializer: serializer }),
  });
}
