import type { ExchangeDetail, RedactedPlace } from '../../../lib/inspector/inspector-api.js';
import { formatDuration } from '../format/quantities.js';
import { formatDateTime } from '../format/time.js';
import { visibleText } from '../format/visible-text.js';
import { openCalls } from '../state/detail.js';
import { received } from '../state/exchanges.js';
import { hashOf } from '../route/route.js';
import { ErrorChain } from './error-chain.js';
import { Facts, type Fact } from './facts.js';
import { MarkedText } from './marked-text.js';
import { Section } from './section.js';
import { Waterfall } from './waterfall.js';

export function OverviewTab({ detail: { summary, exchange, redacted } }: { detail: ExchangeDetail }) {
  const { request } = exchange;
  return (
    <>
      {exchange.errors.length > 0 && (
        <Section title="Errors">
          {exchange.errors.map((error, index) => (
            <ErrorChain key={index} error={error} brief />
          ))}
        </Section>
      )}
      {openCalls.value.length > 0 && (
        <Section title="Timing">
          <Waterfall request={summary} calls={openCalls.value} />
        </Section>
      )}
      <Section title={summary.kind === 'incoming' ? 'Request' : 'Outgoing call'}>
        <Facts
          facts={[
            ['URL', <MarkedText text={request.url} rules={onlyRuleOfUrl(redacted)} />],
            ['Route', exchange.route && visibleText(exchange.route)],
            ['Handler', handlerOf(exchange)],
            ['Made by', linkToMaker(exchange.parentExchangeId)],
            ['Started', formatDateTime(exchange.startedAt)],
            ['Took', formatDuration(exchange.durationMs)],
            ['Outcome', OUTCOMES[exchange.outcome]],
            ['Client', request.clientAddress && visibleText(request.clientAddress)],
            ['HTTP version', request.httpVersion && visibleText(request.httpVersion)],
          ]}
        />
      </Section>
      <Section title="Context">
        <Facts
          facts={[
            ['Service', visibleText(summary.service)],
            ['User', personText(exchange.user)],
            ['Tenant', personText(exchange.tenant)],
            ['Tags', exchange.tags.length > 0 && <Tags tags={exchange.tags} />],
            ...Object.entries(exchange.attributes).map(([name, value]): Fact => [
              visibleText(name),
              <MarkedText text={String(value)} />,
            ]),
            ['Trace id', <code>{visibleText(exchange.traceId)}</code>],
            ['Span id', <code>{visibleText(exchange.spanId)}</code>],
            ['Parent span id', exchange.parentSpanId && <code>{visibleText(exchange.parentSpanId)}</code>],
          ]}
        />
      </Section>
    </>
  );
}

/** Which mark is of which rule is told with the parameters; where there is one rule, here as well. */
function onlyRuleOfUrl(redacted: readonly RedactedPlace[]): readonly string[] {
  const places = redacted.filter(({ part }) => part === 'url' || part === 'query' || part === 'path param');
  const rules = new Set(places.flatMap((place) => place.rules));
  return rules.size === 1 ? [...rules] : [];
}

const OUTCOMES = {
  completed: 'the whole response left',
  aborted: 'the other side went away first',
  failed: 'no answer came',
} as const;

function handlerOf({ controller, handler }: ExchangeDetail['exchange']): string | undefined {
  return handler === undefined
    ? undefined
    : visibleText(controller === undefined ? handler : `${controller}.${handler}`);
}

function personText(person: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return (
    person &&
    visibleText(
      Object.values(person)
        .filter((value) => value !== undefined)
        .join(', '),
    )
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span class="tags">
      {tags.map((tag) => (
        <span key={tag} class="tag">
          {visibleText(tag)}
        </span>
      ))}
    </span>
  );
}

function linkToMaker(parentExchangeId: string | undefined) {
  const parent = received.value.find(
    ({ kind, spanId }) => kind === 'incoming' && spanId === parentExchangeId,
  );
  if (parent === undefined) return undefined;
  return (
    <a href={hashOf({ view: 'exchanges', open: { id: parent.id, tab: 'overview' } })}>
      {visibleText(`${parent.method} ${parent.path}`)}
    </a>
  );
}
