import type { ReopenReason } from '../../domain/escalations/happenings';
import type { HandledBy, Reason, Severity } from '../../generated/sqlite/enums';

export const severityNames: Record<Severity, string> = { s1: 'S1 Critical', s2: 'S2 High', s3: 'S3 Normal', s4: 'S4 Low' };

export const reasonNames: Record<Reason, string> = {
  question_answered: 'Question answered',
  bug_fixed: 'Bug fixed',
  bug_fix_planned: 'Bug, fix planned',
  data_corrected: 'Data corrected',
  admin_action_done: 'Admin action done',
  copy_or_docs_changed: 'Copy or docs changed',
  works_as_designed: 'Works as designed',
  workaround_given: 'Workaround given',
  could_not_reproduce: 'Could not reproduce',
};

export const handledByNames: Record<HandledBy, string> = {
  squad: 'Squad',
  support: 'Support engineer',
  could_support: 'Squad, but a support engineer could have',
};

export const reopenNames: Record<ReopenReason, string> = {
  does_not_work: 'It does not work',
  answers_something_else: 'It answers something else',
  came_back: 'It came back',
};

export const skipNames: Record<string, string> = {
  not_me: 'said “Not me”',
  deactivated: 'is deactivated',
  guest: 'is a guest',
  app: 'is an app',
  not_in_channel: 'cannot read the channel',
  asks_it: 'asks it',
};
