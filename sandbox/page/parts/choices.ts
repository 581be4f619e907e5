import type { ReactNode } from 'react';

export interface Choice {
  value: string;
  label: string;
  description?: string;
  before?: ReactNode;
  group?: string;
  /** More words that find it. */
  keywords?: string;
}

export function matching(choices: readonly Choice[], query: string): Choice[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return choices.filter(({ label, description = '', keywords = '' }) => {
    const text = `${label} ${description} ${keywords}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export interface ChoiceGroup {
  title: string | undefined;
  choices: Choice[];
}

/** Neighbors with the same group, in their order. */
export function grouped(choices: readonly Choice[]): ChoiceGroup[] {
  const groups: ChoiceGroup[] = [];
  for (const choice of choices) {
    const last = groups.at(-1);
    if (last && last.title === choice.group) last.choices.push(choice);
    else groups.push({ title: choice.group, choices: [choice] });
  }
  return groups;
}
