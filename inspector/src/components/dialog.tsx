import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { openDialog, type DialogName } from '../state/dialogs.js';
import { CloseIcon } from './icons.js';

interface DialogProps {
  readonly name: DialogName;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus inside, and gives it back. */
export function Dialog({ name, title, children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const isOpen = openDialog.value === name;
  useEffect(() => {
    if (isOpen) element.current?.showModal();
    else element.current?.close();
  }, [isOpen]);
  const close = (): void => {
    if (openDialog.value === name) openDialog.value = undefined;
  };
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={`${name}-title`}
      onClose={close}
      onClick={({ target }) => {
        // Beside the dialog: its backdrop.
        if (target === element.current) close();
      }}
    >
      {isOpen && (
        <div class="dialog-content">
          <div class="dialog-head">
            <h2 id={`${name}-title`}>{title}</h2>
            <button type="button" class="button" aria-label="Close" onClick={close}>
              <CloseIcon />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
