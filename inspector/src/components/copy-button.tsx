import { copyText } from '../copy/copy-text.js';
import { say } from '../state/dialogs.js';
import { CopyIcon } from './icons.js';

interface CopyButtonProps {
  /** Made when it is asked for. */
  readonly text: () => string;
  readonly label: string;
  readonly iconOnly?: boolean;
}

export function CopyButton({ text, label, iconOnly = false }: CopyButtonProps) {
  const copy = async (): Promise<void> => {
    say((await copyText(text())) ? 'Copied' : 'The browser did not allow to copy');
  };
  return (
    <button
      type="button"
      class={iconOnly ? 'button' : 'button outlined'}
      aria-label={iconOnly ? label : undefined}
      title={iconOnly ? label : undefined}
      onClick={() => void copy()}
    >
      <CopyIcon />
      {!iconOnly && <span>{label}</span>}
    </button>
  );
}
