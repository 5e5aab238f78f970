import { formatDateTime } from '../format/time.js';
import { visibleText } from '../format/visible-text.js';
import { reportedErrors } from '../state/exchanges.js';
import { ErrorChain } from './error-chain.js';
import { Section } from './section.js';

/** Errors that belong to no request: of jobs, timers, queues. */
export function ErrorsView() {
  const errors = reportedErrors.value.toReversed();
  return (
    <div class="sheet">
      <h2>Errors outside of requests</h2>
      <p class="muted">
        What <code>reportError()</code> was given in jobs, timers and queues. Errors of a request are with the
        request.
      </p>
      {errors.length === 0 && <p class="muted">None so far.</p>}
      {errors.map(({ id, service, error, tags }) => (
        <Section
          key={id}
          title={visibleText(error.type)}
          aside={
            <span class="muted">
              {[formatDateTime(error.when), visibleText(service), ...tags.map(visibleText)].join(' · ')}
            </span>
          }
        >
          <ErrorChain error={error} />
        </Section>
      ))}
    </div>
  );
}
