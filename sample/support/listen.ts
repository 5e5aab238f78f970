import type { INestApplication } from '@nestjs/common';

/** Listens on the preferred port, or on a free one when that is taken. Resolves to the address to ask. */
export async function listen(app: INestApplication, preferredPort: number): Promise<string> {
  try {
    await app.listen(preferredPort, '127.0.0.1');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    await app.listen(0, '127.0.0.1');
  }
  return (await app.getUrl()).replace(/\/$/, '');
}
