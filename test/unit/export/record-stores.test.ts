import { expect, it } from 'vitest';
import { Ledger } from '../../../lib/export/ledger.js';
import { RecordStores } from '../../../lib/export/record-stores.js';
import { BookedSpool, temporaryFolder, textRecord } from './spool/support/books.js';

it('asks a slow disk once more at the end for what memory had to hold', async () => {
  const ledger = new Ledger();
  const { spool } = new BookedSpool({ directory: temporaryFolder() }, { slowWriteMs: 0 });
  const stores = new RecordStores({ maxBytes: 1_000, maxRecords: 10 }, ledger, () => spool);
  for (const text of ['slow', 'slow again', 'in memory', 'in memory too']) stores.offer(textRecord(text));
  const before = ledger.balance();

  // The first of the two is slow as well, and the disk is left alone again.
  const lost = stores.end();

  expect(before).toMatchObject({ spooled: 2, queued: 2 });
  expect(lost).toBe(1);
  expect(ledger.balance()).toMatchObject({ captured: 4, spooled: 3, queued: 0, dropped: { shutdown: 1 } });
  await stores.close();
});
