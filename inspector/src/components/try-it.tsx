import { tryDefaults, tryPaths, tryText, tryWhich } from '../state/try-it.js';
import { Section } from './section.js';
import { TryAnswer } from './try-answer.js';

const EXAMPLE = JSON.stringify(
  {
    customer: { name: 'Ada', email: 'ada@example.com' },
    card: { number: '4111111111111111' },
    password: 'hunter2',
  },
  null,
  2,
);

/** A body and paths of one's own: what would leave. Nothing of it is kept or sent on. */
export function TryIt() {
  return (
    <Section
      title="Try it"
      aside={
        <button
          type="button"
          class="button outlined"
          onClick={() => {
            tryText.value = EXAMPLE;
            tryPaths.value = '$.customer.email\n$.card.number';
          }}
        >
          Example
        </button>
      }
    >
      <div class="try">
        <label class="field">
          <span>JSON</span>
          <textarea
            class="input code"
            rows={8}
            spellcheck={false}
            placeholder='{ "card": { "number": "4111 1111 1111 1111" } }'
            value={tryText.value}
            onInput={({ currentTarget }) => {
              tryText.value = currentTarget.value;
            }}
          />
        </label>
        <label class="field">
          <span>
            JSONPaths, one a line <span class="muted">as in redactRequestBody or @RedactBody()</span>
          </span>
          <textarea
            class="input code"
            rows={2}
            spellcheck={false}
            placeholder="$.card.number"
            value={tryPaths.value}
            onInput={({ currentTarget }) => {
              tryPaths.value = currentTarget.value;
            }}
          />
        </label>
        <div class="try-options">
          <div class="segments" role="group" aria-label="As a body of">
            {(['request', 'response'] as const).map((which) => (
              <button
                key={which}
                type="button"
                class="segment"
                aria-pressed={tryWhich.value === which}
                onClick={() => {
                  tryWhich.value = which;
                }}
              >
                {which}
              </button>
            ))}
          </div>
          <label class="check">
            <input
              type="checkbox"
              checked={tryDefaults.value}
              onChange={({ currentTarget }) => {
                tryDefaults.value = currentTarget.checked;
              }}
            />
            default names and detectors
          </label>
        </div>
        <TryAnswer />
      </div>
    </Section>
  );
}
