import { type ReactNode, useRef, useState } from 'react';

export interface Attachment {
  name: string;
  content: string;
}

interface Attachments {
  files: readonly Attachment[];
  /** The hidden field that opens the system's window. */
  input: ReactNode;
  choose: () => void;
  remove: (name: string) => void;
  clear: () => void;
  restore: (files: readonly Attachment[]) => void;
}

const LARGEST = 1_000_000;
const ACCEPTED = '.txt,.md,.csv,.tsv,.log,.json,.xml,.yml,.yaml,.html,.ics,text/*';

/** Text files only: the sandbox stores contents as text. */
export function useAttachments(onProblem: (problem: string) => void): Attachments {
  const [files, setFiles] = useState<readonly Attachment[]>([]);
  const field = useRef<HTMLInputElement>(null);

  const add = async (chosen: FileList | null) => {
    for (const file of chosen ?? []) {
      if (file.size > LARGEST) {
        onProblem(`${file.name} is larger than 1 MB.`);
        continue;
      }
      const content = await file.text();
      setFiles((before) => [...before.filter(({ name }) => name !== file.name), { name: file.name, content }]);
    }
    if (field.current) field.current.value = '';
  };
  return {
    files,
    input: (
      <input
        ref={field}
        type="file"
        hidden
        multiple
        accept={ACCEPTED}
        aria-label="Files"
        onChange={({ target }) => void add(target.files)}
      />
    ),
    choose: () => field.current?.click(),
    remove: (name) => setFiles((before) => before.filter((file) => file.name !== name)),
    clear: () => setFiles([]),
    restore: setFiles,
  };
}
