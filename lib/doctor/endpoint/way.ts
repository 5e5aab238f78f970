import type { OtlpDestinationConfig } from '../../config/destination.config.js';
import type { ProxyServer } from '../../export/connection/proxy-server.js';
import { TlsMaterial } from '../../export/connection/tls-material.js';

/** How a server is connected to. */
export interface Way {
  readonly tls: TlsMaterial;
  readonly proxy: ProxyServer | undefined;
}

/** As the exports go. A proxy that grpc-js finds by itself is not known here. */
export function wayToReceiver({ tls, proxy }: OtlpDestinationConfig): Way {
  return { tls, proxy: typeof proxy === 'object' ? proxy : undefined };
}

/** To another server: own authorities and the certificate of this process are for the receiver alone. */
export function wayTo(url: URL, receiver: OtlpDestinationConfig, proxy: ProxyServer | undefined): Way {
  if (url.host === receiver.urls.traces.host) return wayToReceiver(receiver);
  return { tls: new TlsMaterial(), proxy };
}
