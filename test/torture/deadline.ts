/** Longer than any honest answer of the torture app; a cell that waits so long is wrong. */
const DEADLINE_MS = 8_000;

/** The promise, or a rejection that names what did not come. */
export async function beforeDeadline<T>(promise: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`waited ${DEADLINE_MS} ms in vain for ${what}`)), DEADLINE_MS);
  });
  return Promise.race([promise, deadline]).finally(() => clearTimeout(timer));
}
