import protobuf from 'protobufjs';

const { root } = protobuf.parse(`
  syntax = "proto3";
  message Duration { int64 seconds = 1; int32 nanos = 2; }
  message RetryInfo { Duration retry_delay = 1; }
  message Any { string type_url = 1; bytes value = 2; }
  message Status { int32 code = 1; string message = 2; repeated Any details = 3; }
`);

/** A `google.rpc.Status` as `grpc-status-details-bin` has it, with one detail: a RetryInfo, or what is called otherwise. */
export function statusDetails(
  retryDelay: { seconds?: number; nanos?: number },
  typeUrl = 'type.googleapis.com/google.rpc.RetryInfo',
): Buffer {
  const value = encode('RetryInfo', { retryDelay });
  return encode('Status', { code: 14, message: 'busy', details: [{ typeUrl, value }] });
}

function encode(name: string, message: object): Buffer {
  const type = root.lookupType(name);
  return Buffer.from(type.encode(type.fromObject(message)).finish());
}
