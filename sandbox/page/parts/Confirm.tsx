import { createContext, type ReactNode, useCallback, useContext, useState } from 'react';
import { Dialog } from './Dialog';

export interface Question {
  title: string;
  text: ReactNode;
  confirm: string;
  deny: string;
  danger?: boolean;
}

type Ask = (question: Question) => Promise<boolean>;

const ConfirmContext = createContext<Ask | null>(null);

/** Asks before something is done; Escape and the cross mean no. */
export function ConfirmProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<{ question: Question; answer: (yes: boolean) => void } | null>(null);
  const ask = useCallback<Ask>((question) => new Promise((answer) => setOpen({ question, answer })), []);
  const close = (yes: boolean) => {
    setOpen(null);
    open?.answer(yes);
  };
  return (
    <ConfirmContext value={ask}>
      {children}
      {open && (
        <Dialog
          narrow
          title={open.question.title}
          onEscape={() => close(false)}
          footer={
            <>
              <button type="button" data-autofocus={open.question.danger || undefined} className="button" onClick={() => close(false)}>
                {open.question.deny}
              </button>
              <button
                type="button"
                data-autofocus={!open.question.danger || undefined}
                className={`button ${open.question.danger ? 'is-danger' : 'is-primary'}`}
                onClick={() => close(true)}
              >
                {open.question.confirm}
              </button>
            </>
          }
        >
          <div className="confirm-text">{open.question.text}</div>
        </Dialog>
      )}
    </ConfirmContext>
  );
}

export function useConfirm(): Ask {
  const ask = useContext(ConfirmContext);
  if (!ask) throw new Error('ConfirmProvider is missing');
  return ask;
}
