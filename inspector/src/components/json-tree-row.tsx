import { CLIENT_REDACTED } from '../../../lib/exchange/redacted-exchange.js';
import { formatCount } from '../format/quantities.js';
import { visibleText } from '../format/visible-text.js';
import type { JsonNode } from '../json/json-node.js';
import { childCount, type JsonRow } from '../json/json-rows.js';
import { shortPath } from '../json/json-path.js';
import { ExpandIcon } from './icons.js';
import { MarkedText } from './marked-text.js';
import { RedactedChip } from './redacted-chip.js';

interface JsonTreeRowProps {
  readonly row: JsonRow;
  readonly rules: readonly string[] | undefined;
  readonly isActive: boolean;
  readonly onSelect: () => void;
}

export function JsonTreeRow({ row, rules, isActive, onSelect }: JsonTreeRowProps) {
  const { id, path, level, name, node, position, siblings, isExpanded } = row;
  const canExpand = childCount(node) > 0;
  return (
    <div
      class="tree-row"
      role="treeitem"
      aria-level={level}
      aria-posinset={position}
      aria-setsize={siblings}
      aria-expanded={canExpand ? isExpanded : undefined}
      aria-selected={isActive}
      tabIndex={isActive ? 0 : -1}
      data-id={id}
      title={visibleText(shortPath(path))}
      style={{ paddingLeft: `${(level - 1) * 16 + 18}px` }}
      onClick={onSelect}
    >
      <span class="tree-mark">{canExpand && <ExpandIcon />}</span>
      {name !== undefined && (
        <span class={typeof name === 'number' ? 'tree-index' : 'tree-name'}>
          {visibleText(String(name))}:{' '}
        </span>
      )}
      <Value node={node} rules={rules} isExpanded={isExpanded} />
    </div>
  );
}

function Value({
  node,
  rules,
  isExpanded,
}: {
  node: JsonNode;
  rules: readonly string[] | undefined;
  isExpanded: boolean;
}) {
  if (node.kind === 'object' || node.kind === 'array')
    return <Container node={node} isExpanded={isExpanded} />;
  if (node.kind !== 'string') return <span class={`json-${node.kind}`}>{node.text}</span>;
  if (node.value === CLIENT_REDACTED) return <RedactedChip rules={rules ?? []} />;
  return (
    <span class="json-string">
      "<MarkedText text={node.value} rules={rules} />"
    </span>
  );
}

/** Its size; closed, also the first names in it. */
function Container({ node, isExpanded }: { node: JsonNode; isExpanded: boolean }) {
  const count = childCount(node);
  const [open, shut, one] = node.kind === 'object' ? ['{', '}', 'member'] : ['[', ']', 'item'];
  if (count === 0) return <span class="json-brackets">{open + shut}</span>;
  const names =
    node.kind === 'object' ? node.members.slice(0, 4).map((member) => visibleText(member.name)) : [];
  return (
    <span class="json-brackets">
      {open}
      {!isExpanded && (
        <span class="muted">
          {names.length > 0 ? ` ${names.join(', ')}${count > 4 ? ', …' : ''} ` : ' … '}
          {shut}
        </span>
      )}
      <span class="json-size"> {formatCount(count, one)}</span>
    </span>
  );
}
