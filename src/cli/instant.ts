/** An instant as the command line writes it: `2026-11-22T09:00:00Z`. */
export const instant = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z');
