import { useSignal } from '@preact/signals';
import { useMemo, useRef } from 'preact/hooks';
import type { RedactedPlace } from '../../../lib/inspector/inspector-api.js';
import type { JsonNode } from '../json/json-node.js';
import { childCount, firstExpanded, jsonRows, parentId, type JsonRow } from '../json/json-rows.js';
import { JsonTreeRow } from './json-tree-row.js';

const FIRST_ROWS = 150;
const MORE_ROWS = 500;

/** A tree as the ARIA pattern has it: one stop for Tab, arrows go through it, open and close. */
export function JsonTree({ root, places }: { root: JsonNode; places: readonly RedactedPlace[] }) {
  const tree = useRef<HTMLDivElement>(null);
  const expanded = useSignal(useMemo(() => firstExpanded(root, FIRST_ROWS), [root]));
  const maxRows = useSignal(MORE_ROWS);
  const active = useSignal('');
  const rulesAt = useMemo(() => new Map(places.map(({ at, rules }) => [at, rules])), [places]);
  const { rows, more } = jsonRows(root, expanded.value, maxRows.value);

  const focus = (id: string | undefined): void => {
    if (id === undefined) return;
    active.value = id;
    tree.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)?.focus();
  };
  const setExpanded = (id: string, isExpanded: boolean): void => {
    const next = new Set(expanded.value);
    if (isExpanded) next.add(id);
    else next.delete(id);
    expanded.value = next;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const index = rows.findIndex(({ id }) => id === active.value);
    const row = rows[index];
    if (row === undefined) return;
    const actions = keyActions(row, rows, index, focus, setExpanded);
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    action();
  };

  return (
    <>
      <div class="tree" role="tree" aria-label="Body" ref={tree} onKeyDown={onKeyDown}>
        {rows.map((row) => (
          <JsonTreeRow
            key={row.id}
            row={row}
            rules={rulesAt.get(row.path)}
            isActive={row.id === active.value}
            onSelect={() => {
              active.value = row.id;
              if (childCount(row.node) > 0) setExpanded(row.id, !row.isExpanded);
            }}
          />
        ))}
      </div>
      {more && (
        <button type="button" class="button outlined" onClick={() => (maxRows.value += MORE_ROWS)}>
          Show more
        </button>
      )}
    </>
  );
}

function keyActions(
  row: JsonRow,
  rows: readonly JsonRow[],
  index: number,
  focus: (id: string | undefined) => void,
  setExpanded: (id: string, isExpanded: boolean) => void,
): Readonly<Record<string, () => void>> {
  const canExpand = childCount(row.node) > 0;
  const toggle = (): void => {
    if (canExpand) setExpanded(row.id, !row.isExpanded);
  };
  return {
    ArrowDown: () => focus(rows[index + 1]?.id),
    ArrowUp: () => focus(rows[index - 1]?.id),
    ArrowRight: () => (row.isExpanded ? focus(rows[index + 1]?.id) : toggle()),
    ArrowLeft: () => (row.isExpanded ? toggle() : focus(parentId(row.id))),
    Home: () => focus(rows[0]?.id),
    End: () => focus(rows.at(-1)?.id),
    Enter: toggle,
    ' ': toggle,
  };
}
