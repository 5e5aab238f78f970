import { useSignal } from '@preact/signals';
import { formatCount } from '../format/quantities.js';
import { MarkedText } from './marked-text.js';

const SHOWN_CHARACTERS = 400;

/** The beginning of a long text, and all of it on demand. */
export function LongText({ text }: { text: string }) {
  const isWhole = useSignal(text.length <= SHOWN_CHARACTERS * 1.5);
  if (isWhole.value) return <MarkedText text={text} />;
  return (
    <>
      <MarkedText text={text.slice(0, SHOWN_CHARACTERS)} />…{' '}
      <button type="button" class="link" onClick={() => (isWhole.value = true)}>
        Show all {formatCount(text.length, 'character')}
      </button>
    </>
  );
}
