/** How OTLP is carried (https://opentelemetry.io/docs/specs/otlp/#protocol-details). */
export type OtlpProtocol = 'http/protobuf' | 'grpc';
