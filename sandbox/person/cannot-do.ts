/** The person could not do it: nothing on their screen says so, or Slack told them that it failed. */
export class CannotDo extends Error {}
