import type { InspectorState, RedactionView, TryRequest, TryResult } from './inspector-api.js';
import type { RecordStore } from './records/record-store.js';

/** What the page is told of: an app by itself, or what a receiver was sent by others. */
export interface Inspection {
  readonly store: RecordStore;
  state(): InspectorState;
  redaction(): RedactionView;
  tryOut(request: TryRequest): TryResult;
}
