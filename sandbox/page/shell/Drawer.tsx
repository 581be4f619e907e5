import { type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../parts/IconButton';
import { useReturnFocus } from '../parts/useReturnFocus';

/** The sidebar over the page, in a narrow window. */
export function Drawer({ onClose, children }: { onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useReturnFocus();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key for it
    <dialog
      ref={dialog}
      className="drawer"
      aria-label="Sidebar"
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <div className="drawer-head">
        <span>Go to</span>
        <IconButton icon="close" label="Close the sidebar" onClick={onClose} />
      </div>
      {children}
    </dialog>
  );
}
