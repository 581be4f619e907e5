import type { CheckName, Finding } from './findings';

export interface Check extends Finding {
  check: CheckName;
  /** Which squad, by key; `workspace` for what concerns all. */
  subject: string;
}

/** What the doctor has to say, the same list on the command line and in Settings → Health. */
export interface Report {
  /** Nothing to mend. */
  ok: boolean;
  checkedAt: Date;
  checks: Check[];
}

const order = { error: 0, warning: 1, ok: 2 };

/** The worst first. */
export function reportOf(checks: Check[], checkedAt: Date): Report {
  return {
    ok: checks.every(({ level }) => level === 'ok'),
    checkedAt,
    checks: [...checks].sort((a, b) => order[a.level] - order[b.level]),
  };
}
