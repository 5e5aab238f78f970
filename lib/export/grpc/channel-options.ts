import type { ClientOptions } from '@grpc/grpc-js';

/** An export needs a few bytes of answer: more is not read. */
export const MAX_ANSWER_BYTES = 64 * 1024;

export interface ChannelNeeds {
  readonly userAgent: string;
  readonly compression: 'none' | 'gzip';
  /** That the certificate must have, where it is not the host's. */
  readonly servername: string | undefined;
  readonly usesProxies: boolean;
}

/** How a channel behaves (https://github.com/grpc/grpc-node/tree/master/packages/grpc-js#supported-channel-options). */
export function channelOptions({
  userAgent,
  compression,
  servername,
  usesProxies,
}: ChannelNeeds): ClientOptions {
  return {
    'grpc.primary_user_agent': userAgent,
    'grpc.default_compression_algorithm': compression === 'gzip' ? GZIP : IDENTITY,
    'grpc.max_receive_message_length': MAX_ANSWER_BYTES,
    // By default 120 s: longer than an outage should outlast itself.
    'grpc.initial_reconnect_backoff_ms': 1_000,
    'grpc.max_reconnect_backoff_ms': 5_000,
    // A ping with the first call after an idle minute: a connection that a NAT forgot shows in 5 s. None without
    // calls, which servers take for an abuse.
    'grpc.keepalive_time_ms': 60_000,
    'grpc.keepalive_timeout_ms': 5_000,
    'grpc.keepalive_permit_without_calls': 0,
    // Nothing is shared with channels of the app, so that closing ours is closing its connection.
    'grpc.use_local_subchannel_pool': 1,
    // No look-up of a TXT record, by which a name server could set retries of its own.
    'grpc.service_config_disable_resolution': 1,
    'grpc.enable_channelz': 0,
    'grpc.enable_http_proxy': usesProxies ? 1 : 0,
    ...(servername !== undefined && { 'grpc.ssl_target_name_override': servername }),
  };
}

/** `grpc.compressionAlgorithms`. */
const IDENTITY = 0;
const GZIP = 2;
