/** The card "Try this": what a newcomer can do first, ticked off from the traffic between Slack and the app. */
import type { LogEntry } from '../api';

export interface GuideStep {
  id: string;
  title: string;
  hint: string;
  /** Whether this entry of the traffic log shows that the step was done. */
  done(entry: LogEntry): boolean;
}

export const guide: GuideStep[] = [];
