import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Blocks } from '../blocks/Blocks';
import { type Surface, SurfaceProvider } from '../blocks/surface';
import { problemWords } from '../data/problems';
import type { SeenView } from '../data/wire';
import { useWorkspace } from '../data/workspace';
import { Dialog } from '../parts/Dialog';
import { plainWords } from '../text/plainWords';

const WHERE = { in: 'modal' } as const;

/** One window for the whole stack: a push, an update or a step back changes what stands in it. */
export function ModalView({ view, depth }: { view: SeenView; depth: number }) {
  const { state, act, refresh } = useWorkspace();
  const surface = useRef<Surface>(null);
  const formId = useId();
  const { problem, submitting, submit } = useSubmit(view, surface);

  const close = async (all: boolean) => {
    await surface.current?.flush();
    await act({ do: 'close', ...(all && { all }) });
    await refresh();
  };
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (view.submit && !submitting) void submit();
  };
  const closeText = plainWords(view.close?.text ?? 'Close');
  return (
    <Dialog
      title={plainWords(view.title?.text ?? state.app.name)}
      focusKey={view.id}
      onEscape={() => void close(false)}
      onCross={() => void close(depth > 1)}
      footer={
        <>
          <span className="dialog-app">{state.app.name}</span>
          <button type="button" className="button" onClick={() => void close(false)}>
            {closeText}
          </button>
          {view.submit && (
            <button type="submit" form={formId} className="button is-primary" aria-busy={submitting} disabled={submitting}>
              {submitting && <span className="spinner" aria-hidden="true" />}
              {plainWords(view.submit.text)}
            </button>
          )}
        </>
      }
    >
      {problem && (
        <p className="banner is-error" role="alert">
          {problemWords(problem, state.app.name)}. What you typed is still here: try again.
        </p>
      )}
      <SurfaceProvider key={view.id} where={WHERE} values={view.state.values} errors={view.errors} surfaceRef={surface}>
        <form id={formId} noValidate onSubmit={onSubmit}>
          <Blocks blocks={view.blocks} />
        </form>
      </SurfaceProvider>
    </Dialog>
  );
}

/** Sends what was typed, then shows what came of it. `problem` is of the last submission of this view. */
function useSubmit(view: SeenView, surface: React.RefObject<Surface | null>) {
  const { act, refresh } = useWorkspace();
  const [submitting, setSubmitting] = useState(false);
  const [last, setLast] = useState<{ of: string; problem: string | undefined; refused: number }>({
    of: view.id,
    problem: undefined,
    refused: 0,
  });

  const submit = async () => {
    setSubmitting(true);
    try {
      await surface.current?.flush();
      const { ok, errors, problem } = await act({ do: 'submit' });
      await refresh();
      setLast(({ refused }) => ({ of: view.id, problem: ok || errors ? undefined : problem, refused: errors ? refused + 1 : refused }));
    } finally {
      setSubmitting(false);
    }
  };

  useEffect(() => {
    if (last.refused > 0) document.querySelector<HTMLElement>('dialog .has-error :is(input, textarea, button)')?.focus();
  }, [last.refused]);
  return { problem: last.of === view.id ? last.problem : undefined, submitting, submit };
}
