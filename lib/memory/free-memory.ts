/** Less is not worth the call. */
const MIN_BYTES = 16 * 1024;

/**
 * Frees the memory of a large buffer now, and leaves the buffer empty. The garbage collector would wait until some
 * 64 MiB of such memory are unused, and the process would keep most of that.
 */
export function freeMemory(memory: ArrayBuffer): void {
  if (memory.byteLength >= MIN_BYTES) structuredClone(undefined, { transfer: [memory] });
}
