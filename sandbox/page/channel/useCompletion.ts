import { type KeyboardEvent, useId, useState } from 'react';
import { useWorkspace } from '../data/workspace';
import { BUILT_IN } from '../text/commands';
import { type Completion, completionAt, type Suggestion } from '../text/complete';

interface Options {
  text: string;
  caret: number;
  onAccept: (text: string, caret: number) => void;
}

/** Suggestions for the word at the caret. Focus stays in the text field, which points at the active one. */
export function useCompletion({ text, caret, onAccept }: Options) {
  const { state } = useWorkspace();
  const id = useId();
  const [choice, setChoice] = useState({ for: '', index: 0 });
  const [closedAt, setClosedAt] = useState<string>();

  const word = text.slice(0, caret);
  const commands = [...state.commands, ...BUILT_IN];
  const found: Completion | null = word === closedAt || word === '' ? null : completionAt(text, caret, { ...state, commands });
  const active = choice.for === word ? choice.index : 0;

  const accept = (suggestion: Suggestion) => {
    if (!found) return;
    const before = text.slice(0, found.from) + suggestion.insert;
    setClosedAt(before);
    onAccept(before + text.slice(found.to).replace(/^ /, ''), before.length);
  };

  /** True when the key was for the list. */
  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!found) return false;
    const count = found.suggestions.length;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const picked = found.suggestions[active];
    if (step) setChoice({ for: word, index: (active + step + count) % count });
    else if (event.key === 'Escape') setClosedAt(word);
    else if ((event.key === 'Enter' || event.key === 'Tab') && !event.shiftKey && picked && !isWhole(picked, word, event.key))
      accept(picked);
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };

  return {
    open: found !== null,
    reopen: () => setClosedAt(undefined),
    onKeyDown,
    field: {
      'aria-autocomplete': 'list' as const,
      'aria-haspopup': 'listbox' as const,
      ...(found && { 'aria-controls': id, 'aria-activedescendant': `${id}-${active}` }),
    },
    list: {
      id,
      title: found?.title ?? '',
      suggestions: found?.suggestions ?? [],
      active,
      onChoose: accept,
      onDismiss: () => setClosedAt(word),
    },
  };
}

/** `/escalate` typed in full: Enter sends it, there is nothing left to complete. */
function isWhole({ insert }: Suggestion, word: string, key: string): boolean {
  return key === 'Enter' && insert.trim() === word.trim() && word.startsWith('/');
}
