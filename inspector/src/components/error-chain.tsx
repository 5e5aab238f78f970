import type { ErrorReport } from '../../../lib/exchange/error-report.js';
import type { Json } from '../../../lib/inspector/inspector-api.js';
import { visibleText } from '../format/visible-text.js';
import { MarkedText } from './marked-text.js';

interface ErrorChainProps {
  readonly error: Json<ErrorReport>;
  /** Without stacks. */
  readonly brief?: boolean;
}

/** An error with its causes, the outermost first. */
export function ErrorChain({ error, brief = false }: ErrorChainProps) {
  return (
    <ol class="error-chain">
      {chainOf(error).map((each, index) => (
        <li key={index}>
          <p class="error-head">
            {index > 0 && <span class="muted">caused by </span>}
            <strong>{visibleText(each.type)}</strong>
            {each.message === '' ? (
              <span class="muted"> without its message, since no rule for it was known</span>
            ) : (
              <>
                {': '}
                <MarkedText text={each.message} multiline />
              </>
            )}
          </p>
          {!brief && each.stack !== undefined && each.stack !== '' && <Stack stack={each.stack} />}
        </li>
      ))}
    </ol>
  );
}

/** Frames of the app stand out against those of packages and of Node. */
function Stack({ stack }: { stack: string }) {
  return (
    <pre class="text stack" tabIndex={0} aria-label="Stack">
      {stack.split('\n').map((frame, index) => (
        <span key={index} class={isForeign(frame) ? 'frame foreign' : 'frame'}>
          <MarkedText text={frame.trim()} />
          {'\n'}
        </span>
      ))}
    </pre>
  );
}

function isForeign(frame: string): boolean {
  return /[\\/]node_modules[\\/]|\(?node:/.test(frame);
}

function chainOf(error: Json<ErrorReport>): readonly Json<ErrorReport>[] {
  const chain: Json<ErrorReport>[] = [];
  for (let each: Json<ErrorReport> | undefined = error; each !== undefined; each = each.cause)
    chain.push(each);
  return chain;
}
