import { type Failure, failureName } from './outcome';

/** Slack could not be asked, and nothing that is known serves instead. Whoever catches it tries again later. */
export class SlackUnavailable extends Error {
  constructor(
    readonly method: string,
    readonly failure: Failure,
  ) {
    super(`Slack could not be asked (${method}: ${failureName(failure)})`);
    this.name = 'SlackUnavailable';
  }
}
