/**
 * Backline will not start, or go on, for a reason that whoever runs it can mend: the message says what is wrong and what to do, a line
 * for each thing, without a stack trace. Thrown by `config.ts`, `lock.ts`, `connect.ts` and `web/`; `main.ts` and the command line print it
 * and end.
 */
export class Refusal extends Error {
  override name = 'Refusal';

  constructor(
    message: string,
    readonly exitCode: number = mustBeMended,
  ) {
    super(message);
  }
}

/** EX_CONFIG of sysexits.h: starting again without a change will not help. */
const mustBeMended = 78;
/** EX_TEMPFAIL of sysexits.h: starting again later may. */
export const mayPass = 75;
