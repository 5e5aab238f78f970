import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { RedactedPlace } from '../../../lib/inspector/inspector-api.js';
import { bodyNode } from '../json/body-node.js';
import { CopyButton } from './copy-button.js';
import { JsonTree } from './json-tree.js';
import { MarkedText } from './marked-text.js';

interface BodyTextProps {
  readonly text: string;
  readonly contentType?: string | undefined;
  readonly places: readonly RedactedPlace[];
}

/** As a tree where it has parts, else as text. */
export function BodyText({ text, contentType, places }: BodyTextProps) {
  const root = useMemo(() => bodyNode(text, contentType), [text, contentType]);
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
