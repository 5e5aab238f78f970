import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { RedactedPlace } from '../../../lib/inspector/inspector-api.js';
import { parseJsonText } from '../json/json-node.js';
import { CopyButton } from './copy-button.js';
import { JsonTree } from './json-tree.js';
import { MarkedText } from './marked-text.js';

/** As a tree where it is JSON, else as text. */
export function BodyText({ text, places }: { text: string; places: readonly RedactedPlace[] }) {
  const root = useMemo(() => parseJsonText(text), [text]);
  const asText = useSignal(false);
  if (text === '') return <p class="muted">empty</p>;
  return (
    <div class="body">
      <div class="body-bar">
        {root !== undefined && (
          <div class="segments" role="group" aria-label="Show the body as">
            <button
              type="button"
              class="segment"
              aria-pressed={!asText.value}
              onClick={() => (asText.value = false)}
            >
              Tree
            </button>
            <button
              type="button"
              class="segment"
              aria-pressed={asText.value}
              onClick={() => (asText.value = true)}
            >
              Text
            </button>
          </div>
        )}
        <CopyButton label="Copy the body" text={() => text} iconOnly />
      </div>
      {root !== undefined && !asText.value ? (
        <JsonTree root={root} places={places} />
      ) : (
        <pre class="text" tabIndex={0} aria-label="Body">
          <MarkedText text={text} multiline rules={places.length === 1 ? places[0]?.rules : undefined} />
        </pre>
      )}
    </div>
  );
}
