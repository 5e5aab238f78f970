import { explainOmitted } from '../format/explanations.js';
import { formatCount } from '../format/quantities.js';
import { tryState } from '../state/try-it.js';
import { visibleLines, visibleText } from '../format/visible-text.js';
import { BodyText } from './body-text.js';
import { PlacesTable } from './places-table.js';

export function TryAnswer() {
  return (
    <div class="answer" aria-live="polite">
      <Answer />
    </div>
  );
}

function Answer() {
  const state = tryState.value;
  if (state.status === 'empty') return <p class="muted">What would leave shows here as you type.</p>;
  if (state.status === 'failed') return <p class="failure">{state.message}</p>;
  const { result } = state;
  if (result.status === 'invalid')
    return (
      <div class="failure">
        <p>With this path the app would not start:</p>
        <pre class="text">{visibleLines(result.message)}</pre>
      </div>
    );
  return (
    <>
      <h4>What would leave, {formatCount(result.redacted.length, 'place')} redacted</h4>
      {result.text !== undefined && (
        <BodyText key={result.text} text={result.text} places={result.redacted} />
      )}
      {result.omitted !== undefined && (
        <p class="omitted">
          <strong>{result.text === undefined ? 'All of it is withheld' : 'The rest is withheld'}</strong> (
          {visibleText(result.omitted)}). {explainOmitted(result.omitted)}
        </p>
      )}
      {result.redacted.length > 0 && <PlacesTable places={result.redacted} />}
    </>
  );
}
