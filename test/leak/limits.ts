/** Small, so that a body can be cut at any of its bytes. */
export const MAX_BODY_BYTES = 4096;
